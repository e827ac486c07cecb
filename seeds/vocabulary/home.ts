import type { CategoryVocabulary, Vocabulary } from '../vocabulary.ts';

const lighting: CategoryVocabulary = {
  slug: 'lighting',
  code: 'LIG',
  products: 10,
  colours: ['black', 'white', 'sage', 'terracotta'],
  coloursEach: 3,
  kinds: [
    {
      noun: 'desk lamp',
      title: '{name} {Material} Desk Lamp',
      materials: ['steel', 'aluminium', 'brass'],
      builds: [
        { facts: { power_w: 7, lumens: 560 }, grams: 1500, price: 78 },
        { facts: { power_w: 9, lumens: 720 }, grams: 1750, price: 92 },
      ],
      openings: [
        'A desk lamp with two sprung arms and a head that turns every way, giving {lumens} lumens from {power_w} W.',
        'The {name} puts {lumens} lumens on the page and none in your eyes, and draws {power_w} W doing so.',
        'Set it with one finger and it stays: a {power_w} W desk lamp on a weighted foot.',
      ],
    },
    {
      noun: 'floor lamp',
      title: '{name} {Material} Floor Lamp',
      materials: ['steel', 'oak', 'brass'],
      builds: [
        { facts: { power_w: 12, lumens: 1050 }, grams: 5200, price: 168 },
        { facts: { power_w: 15, lumens: 1350 }, grams: 6400, price: 195 },
      ],
      openings: [
        'A floor lamp that leans over the sofa and lights the book rather than the room, at {power_w} W.',
        '{lumens} lumens, thrown up at the ceiling and back, make the {name} the only lamp a small room needs.',
        'Three legs, a long stem and a linen shade: a floor lamp of {power_w} W in the plainest sense.',
      ],
    },
    {
      noun: 'pendant light',
      title: '{name} {Material} Pendant Light',
      materials: ['glass', 'paper', 'steel'],
      builds: [
        { facts: { power_w: 8, lumens: 700 }, grams: 1100, price: 88 },
        { facts: { power_w: 10, lumens: 850 }, grams: 1400, price: 106 },
      ],
      openings: [
        'A pendant for over the table, 38 cm across, on two metres of cloth-covered cable.',
        'Hung low, the {name} draws a circle of {lumens} lumens round the plates.',
        'One pendant does for a hallway, three in a row for a counter; each takes {power_w} W.',
      ],
    },
    {
      noun: 'table lamp',
      title: '{name} {Material} Table Lamp',
      facts: { dimmable: true },
      materials: ['ceramic', 'glass', 'paper'],
      builds: [
        { facts: { power_w: 6, lumens: 470 }, grams: 1600, price: 68 },
        {
          facts: { power_w: 4, lumens: 320, rechargeable: true, battery_h: 12 },
          grams: 900,
          price: 74,
          says: [
            'Off the cable it shines for {battery_h} hours, then wants a USB-C socket.',
            'It is rechargeable, and {battery_h} hours will see out any dinner in the garden.',
          ],
        },
      ],
      openings: [
        'A dimmable table lamp that glows rather than shines, {lumens} lumens at the most.',
        'The {name} is a bedside lamp of {power_w} W, dimmable down to a night-light.',
        'For sideboards, windowsills and late talks: up to {lumens} lumens, dimmable, in a small lamp.',
      ],
    },
  ],
  materials: {
    steel: {
      grams: 1,
      price: 0.9,
      says: [
        'The steel is painted in a matt that hides fingerprints.',
        'Powder-coated steel, with the welds ground flat.',
      ],
      also: {
        'pendant light': ['Spun steel, with the turning marks left visible inside.'],
        'floor lamp': ['The stem is steel, bent from one length of tube.'],
      },
    },
    aluminium: {
      grams: 0.75,
      price: 1,
      says: [
        'Aluminium keeps the arms light and the head cool.',
        'The aluminium was anodised, not painted, and will not chip.',
      ],
    },
    brass: {
      grams: 1.2,
      price: 1.45,
      colours: ['brass'],
      says: [
        'Unlacquered brass goes dark at the joints and gold where you touch it.',
        'The brass is solid, not plated, as its weight of {weight} will tell.',
        'Brushed brass picks up the colour of the wall.',
      ],
    },
    oak: {
      grams: 1.1,
      price: 1.15,
      colours: ['natural', 'dark'],
      says: [
        'The oak is oiled and comes from storm-felled trees.',
        'Turned oak with a visible grain makes no two alike.',
      ],
    },
    glass: {
      grams: 1.1,
      price: 1.1,
      colours: ['opal', 'amber'],
      says: [
        'The glass is blown by mouth and so never quite round.',
        'The glass is etched inside and spreads the light without a hot spot.',
        'Two layers of glass, one of them frosted, leave the bulb visible as a dim coin.',
      ],
    },
    paper: {
      grams: 0.45,
      price: 0.7,
      colours: ['white', 'natural'],
      says: [
        'Mulberry paper over a bamboo frame folds flat for moving house.',
        'The paper is made by hand and can be patched with rice glue.',
        'Light through paper is the kindest there is to faces.',
      ],
    },
    ceramic: {
      grams: 1.3,
      price: 1,
      says: [
        'The ceramic base is thrown on a wheel and dipped in a runny glaze.',
        'A speckled ceramic, fired twice, gives it a firm stand.',
      ],
    },
  },
  details: [
    {
      topic: 'switch',
      facts: { dimmable: true },
      suits: ['desk lamp', 'floor lamp', 'pendant light'],
      says: [
        'It dims steplessly, without a hum.',
        'A dimmer in the cable is within reach of the chair.',
        'Dim it by holding the switch; it remembers.',
        'Touch dimming in three steps covers work, supper and film.',
      ],
    },
    {
      topic: 'bulb',
      facts: { bulb: 'LED' },
      says: [
        'The LED can be changed, unlike in most lamps today.',
        'A warm LED of 2,700 kelvin is included.',
        'Its LED shows colours truly, with an index of 95.',
        'The LED should last twenty-five thousand hours.',
      ],
    },
    {
      topic: 'cable',
      suits: ['desk lamp', 'floor lamp'],
      says: [
        'The cable leaves at the back, where it belongs.',
        'Two metres of textile cable will reach most sockets.',
        'A cable clip under the base takes up the slack.',
        'The plug is slim and fits behind furniture.',
      ],
    },
    {
      topic: 'fitting',
      suits: ['pendant light'],
      says: [
        'The ceiling rose hides a crooked hole.',
        'It hangs from one hook and a hidden strain relief.',
        'Shorten the cord with a knot or the slider provided.',
      ],
    },
    {
      topic: 'felt',
      suits: ['table lamp', 'desk lamp', 'floor lamp'],
      says: [
        'Felt under the foot spares the veneer.',
        'It is steady on a carpet and on a shelf.',
        'A child can carry it.',
        'The foot is filled with sand rather than lead.',
        'Its base is weighted, and its manners are good on a crowded surface.',
        'The foot is only as wide as a saucer.',
      ],
    },
  ],
};

const bedding: CategoryVocabulary = {
  slug: 'bedding',
  code: 'BED',
  products: 9,
  sizes: [
    { label: 'single', grams: 0.68, price: 0.75 },
    { label: 'double' },
    { label: 'king', grams: 1.18, price: 1.2 },
  ],
  colours: ['white', 'ecru', 'pale grey', 'clay', 'midnight', 'eucalyptus'],
  sizesEach: 3,
  coloursEach: 1,
  kinds: [
    {
      noun: 'duvet cover',
      title: '{name} {Material} Duvet Cover',
      grams: 1500,
      price: 98,
      materials: ['linen', 'cotton percale', 'cotton sateen', 'flannel'],
      facts: { closure: 'buttons' },
      openings: [
        'A duvet cover that closes at the foot and has ties inside for the corners.',
        'The {name} duvet cover is sewn from one width of cloth, without a seam down the middle.',
        'One duvet cover, no pillowcases: buy those as you need them.',
      ],
    },
    {
      noun: 'sheet set',
      title: '{name} {Material} Sheet Set',
      grams: 1700,
      price: 112,
      materials: ['cotton percale', 'cotton sateen', 'linen'],
      openings: [
        'A fitted sheet, a flat sheet and two pillowcases, folded into one of the four.',
        'The fitted sheet of the {name} set has corners deep enough for a tall mattress.',
      ],
    },
    {
      noun: 'summer duvet',
      title: '{name} {Material} Summer Duvet',
      grams: 950,
      price: 130,
      materials: ['down', 'wool', 'recycled polyester'],
      facts: { season: 'summer' },
      colours: ['white'],
      openings: [
        'The {name} is a summer duvet, thin enough to be slept under in June.',
        'A duvet for warm nights, when a sheet is too little and anything else too much.',
        'Light, cool and quick to air, the {name} covers the months without an r.',
      ],
    },
    {
      noun: 'winter duvet',
      title: '{name} {Material} Winter Duvet',
      grams: 2100,
      price: 205,
      materials: ['down', 'wool', 'recycled polyester'],
      facts: { season: 'winter' },
      colours: ['white'],
      openings: [
        'A winter duvet, boxed in squares so the filling stays where the cold is.',
        'Deep and slow to cool, the {name} is meant for bedrooms with a window open in January.',
        'The warmest of our duvets, for cold rooms and cold feet.',
      ],
    },
    {
      noun: 'blanket',
      title: '{name} {Material} Blanket',
      grams: 1300,
      price: 120,
      materials: ['wool', 'cotton', 'linen'],
      openings: [
        'A blanket in a honeycomb weave that traps air and shows both sides.',
        'Fringed at two ends, the {name} blanket goes from the bed to the boat.',
        'Heavy enough to calm, open enough to breathe: a blanket for the whole year.',
      ],
    },
  ],
  materials: {
    linen: {
      grams: 1,
      price: 1.4,
      says: [
        'The linen is pre-washed and feels slept in from the start.',
        'European flax, spun wet, gives a linen with few slubs.',
        'Linen takes up a fifth of its weight in moisture before it feels damp.',
      ],
    },
    'cotton percale': {
      grams: 0.85,
      price: 0.95,
      says: [
        'Cotton percale with 220 threads to the inch is crisp and cool.',
        'Matt, smooth and quiet, the cotton percale gets softer until it wears through, decades on.',
        'The percale is plain-woven cotton, one over and one under.',
      ],
    },
    'cotton sateen': {
      grams: 1,
      price: 1.05,
      says: [
        'Cotton sateen has a low sheen and the weight of cream.',
        'A four-over, one-under weave makes the cotton sateen drape.',
        'The sateen is long-staple cotton, singed so that it does not pill.',
      ],
    },
    flannel: {
      grams: 1.2,
      price: 0.9,
      says: [
        'Brushed flannel takes away the shock of a cold bed.',
        'The flannel is cotton, napped on one side.',
      ],
    },
    down: {
      grams: 0.75,
      price: 1.6,
      says: [
        'Goose down of 700 fill power keeps you warm at {weight}.',
        'The down is washed, traceable and never live-plucked.',
      ],
    },
    wool: {
      grams: 1.25,
      price: 1.15,
      says: [
        'Wool evens out the heat between two people who disagree.',
        'The wool is from hill sheep and only lightly scoured.',
        'New wool, carded into a soft, springy layer.',
      ],
    },
    cotton: {
      grams: 1.05,
      price: 0.8,
      says: ['The cotton is yarn-dyed and reversible.', 'Slack-twisted cotton makes it thirsty and soft.'],
    },
    'recycled polyester': {
      grams: 0.95,
      price: 0.55,
      says: [
        'The recycled polyester fibre is hollow and dries within hours.',
        'Recycled polyester costs less than down, and people with allergies sleep well under it.',
      ],
    },
  },
  details: [
    {
      topic: 'making',
      says: [
        'Seams are overlocked and then topstitched.',
        'It is cut a little generous, to allow for the first wash.',
        'Every piece is checked over a light table.',
      ],
    },
    {
      topic: 'making',
      suits: ['duvet cover', 'summer duvet', 'winter duvet'],
      says: [
        'The edge is piped in its own colour.',
        'Its corners are rounded, which keeps them from fraying.',
      ],
    },
    {
      topic: 'care',
      facts: { machine_washable: true },
      of: ['cotton percale', 'cotton sateen', 'linen', 'flannel', 'cotton', 'recycled polyester'],
      says: [
        'Wash it by machine at 60 °C and it comes to no harm.',
        'A machine wash at 40 °C and a windy day are all it wants.',
        'It is machine washable with the towels.',
        'Machine wash, no bleach, no hurry.',
      ],
    },
    {
      topic: 'care',
      of: ['down', 'wool'],
      says: [
        'Air it on the balcony on a frosty morning.',
        'Shake it daily and wash it as seldom as you can.',
        'Let a laundry with large drums do it once in two years.',
      ],
    },
    {
      topic: 'label',
      facts: { certified: true },
      says: [
        'An independent laboratory has tested it for residues.',
        'It carries a textile safety certificate, class one, the one for babies.',
        'Certified mills did the spinning and the dyeing.',
      ],
    },
    {
      topic: 'sleep',
      says: [
        'It is folded around card and tied with tape, without plastic.',
        'Hot sleepers and cold feet were both on the test panel.',
        'Single, double and king are cut for mattresses of 90, 140 and 160 cm.',
      ],
    },
    {
      topic: 'sleep',
      suits: ['duvet cover', 'sheet set'],
      says: [
        'The dye lots are large, so that a pillowcase bought next year will match.',
        'It looks better unironed.',
      ],
    },
  ],
};

const rugs: CategoryVocabulary = {
  slug: 'rugs',
  code: 'RUG',
  products: 8,
  sizes: [
    { label: '80 × 150 cm', grams: 0.42, price: 0.48 },
    { label: '120 × 180 cm', grams: 0.75, price: 0.78 },
    { label: '170 × 240 cm', grams: 1.42, price: 1.4 },
  ],
  colours: ['natural', 'indigo', 'ochre', 'charcoal', 'brick'],
  sizesEach: 3,
  coloursEach: 1,
  kinds: [
    {
      noun: 'flatweave rug',
      title: '{name} {Material} Flatweave Rug',
      grams: 4800,
      price: 185,
      materials: ['wool', 'cotton', 'recycled polyester'],
      facts: { weave: 'flat' },
      openings: [
        'A flatweave rug in broad stripes, the same on both faces.',
        'The {name} is woven like a kelim, with small slits where two colours meet.',
        'Thin enough for a door to pass over, this flatweave rug is at home in hallways.',
      ],
    },
    {
      noun: 'shag rug',
      title: '{name} {Material} Shag Rug',
      grams: 9200,
      price: 295,
      materials: ['wool', 'recycled polyester'],
      facts: { weave: 'shag' },
      openings: [
        'A deep-pile rug that toes disappear into.',
        'Tufts of 4 cm make the {name} the warmest place to sit on a tiled floor.',
      ],
    },
    {
      noun: 'runner',
      title: '{name} {Material} Runner',
      grams: 3000,
      price: 120,
      materials: ['jute', 'wool', 'cotton'],
      facts: { weave: 'flat' },
      sizes: [
        { label: '70 × 200 cm', grams: 0.8, price: 0.85 },
        { label: '70 × 300 cm', grams: 1.2, price: 1.2 },
      ],
      openings: [
        'A runner for the corridor, with ends bound so that they stay flat.',
        'Long, narrow and hard-wearing, the {name} leads from the door to the kitchen.',
      ],
    },
    {
      noun: 'woven mat',
      title: '{name} {Material} Woven Mat',
      grams: 3800,
      price: 110,
      materials: ['jute', 'sisal'],
      facts: { weave: 'braided' },
      openings: [
        'A braided mat, plait beside plait, stitched edge to edge.',
        'The {name} brings some of the beach into the room, and none of the sand.',
        'Thick plaits of plant fibre, for bare feet that like a little texture.',
      ],
    },
  ],
  materials: {
    wool: {
      grams: 1.1,
      price: 1.3,
      says: [
        'The wool is hand-spun, which gives the colour its flicker.',
        'New wool still has some of its grease and lets dirt fall off.',
        'Wool dyed in small pots shows a slight change of shade halfway.',
      ],
      also: { 'shag rug': ['A pure wool pile rights itself after the armchair has moved.'] },
    },
    cotton: {
      grams: 0.9,
      price: 0.75,
      says: [
        'The cotton is spun from mill ends, so the colours wander.',
        'Cotton keeps the rug soft underfoot and simple to wash.',
      ],
    },
    jute: {
      grams: 0.95,
      price: 0.8,
      says: [
        'Jute smells of hay for a week and then of nothing.',
        'The jute is dyed in the yarn, a little unevenly.',
      ],
    },
    sisal: {
      grams: 1.05,
      price: 0.9,
      says: ['Sisal stands up to boots, chair legs and cats.', 'The sisal has a firm, dry tread.'],
    },
    'recycled polyester': {
      grams: 0.85,
      price: 0.7,
      says: [
        'Recycled polyester yarn looks like wool and can be hosed down.',
        'The recycled polyester does not mind the damp of a porch.',
      ],
    },
  },
  details: [
    {
      topic: 'under',
      says: [
        'It wants a felt underlay on parquet.',
        'A dotted backing keeps it from sliding.',
        'On carpet it lies without creeping.',
        'The reverse is finished as neatly as the front.',
      ],
    },
    {
      topic: 'heat',
      facts: { underfloor_heating: true },
      of: ['wool', 'cotton', 'jute', 'recycled polyester'],
      says: [
        'Underfloor heating comes through it without fuss.',
        'It may lie over heated floors.',
        'You can use it above underfloor heating all winter.',
      ],
    },
    {
      topic: 'making',
      suits: ['flatweave rug', 'shag rug', 'runner'],
      says: [
        'Two weavers work at it side by side for nine days.',
        'Its ends are knotted by hand.',
        'It is woven on a loom older than the workshop’s roof.',
        'A woven label in one corner carries the weaver’s name.',
      ],
    },
    {
      topic: 'care',
      says: [
        'Turn it twice a year and the sun fades it evenly.',
        'Vacuum it without the brush.',
        'Blot spills at once, from the rim inwards.',
        'Loose ends may be snipped, never pulled.',
      ],
    },
  ],
};

export const home: Vocabulary = { department: 'home', categories: [lighting, bedding, rugs] };
