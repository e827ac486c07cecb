import type { CategoryVocabulary, Size } from '../vocabulary.ts';

const garmentSizes: readonly Size[] = [
  { label: 'XS', grams: 0.92 },
  { label: 'S', grams: 0.96 },
  { label: 'M' },
  { label: 'L', grams: 1.05 },
  { label: 'XL', grams: 1.1 },
];

export const jackets: CategoryVocabulary = {
  slug: 'jackets',
  code: 'JKT',
  products: 14,
  sizes: garmentSizes,
  colours: ['black', 'dark brown', 'tan', 'olive', 'navy', 'charcoal', 'rust', 'sand'],
  sizesEach: 4,
  coloursEach: 2,
  kinds: [
    {
      noun: 'biker jacket',
      title: '{name} {Material} Biker Jacket',
      grams: 1050,
      price: 165,
      materials: ['leather', 'faux leather', 'waxed cotton', 'suede'],
      facts: { closure: 'zip' },
      openings: [
        'An asymmetric-zip biker jacket cut short at the waist, with [snap-down lapels|a belt that comes off].',
        'The classic rider shape in {material}: wide lapels, a slanted zip and [zipped cuffs|a buckled hem].',
        'Half a century of motorcycle jackets went into this pattern, and the {name} keeps only the lines that still earn their place.',
      ],
    },
    {
      noun: 'bomber jacket',
      title: '{name} {Material} Bomber Jacket',
      grams: 720,
      price: 120,
      materials: ['nylon', 'suede', 'faux leather', 'wool blend'],
      facts: { closure: 'zip' },
      openings: [
        'A flight-jacket shape with a ribbed collar, ribbed cuffs and [a sleeve pocket for a pen|slanted pockets set well forward].',
        'Short, rounded and easy to throw on, this bomber sits just on the hip.',
        'Ribbing at neck, wrist and waist keeps the draught out of the {name}, which is otherwise as plain as a bomber should be.',
      ],
    },
    {
      noun: 'trucker jacket',
      title: '{name} {Material} Trucker Jacket',
      grams: 880,
      price: 112,
      materials: ['denim', 'suede', 'corduroy', 'waxed cotton'],
      facts: { closure: 'buttons' },
      openings: [
        'Pointed chest pockets and V-shaped seams make this a trucker jacket in the old workwear line.',
        'A boxy trucker with shank buttons down the front and [adjusters at the hem|a yoke across the back].',
        'The {name} follows the trucker pattern, only [a little longer behind, so that it stays put on a bicycle|with the chest pockets set lower than usual].',
      ],
    },
    {
      noun: 'racer jacket',
      title: '{name} {Material} Racer Jacket',
      grams: 940,
      price: 170,
      materials: ['faux leather', 'leather', 'nylon', 'waxed cotton'],
      facts: { closure: 'zip' },
      openings: [
        'A café racer with a straight zip, a snapped band collar and nothing on it to flap in the wind.',
        'Clean front, low collar, one line of quilting at the shoulder: a racer jacket for people who find bikers too loud.',
        'A touch long in the wrist and high at the neck, as a jacket for leaning over handlebars needs to be.',
      ],
    },
    {
      noun: 'field jacket',
      title: '{name} {Material} Field Jacket',
      grams: 1020,
      price: 140,
      materials: ['waxed cotton', 'cotton canvas', 'nylon'],
      facts: { closure: 'zip and snaps' },
      openings: [
        'Four pockets, a drawcord waist and a collar that stands up: a field jacket [for allotments and airports alike|that goes with everything but a suit].',
        'The {name} is drawn from a surveyor’s jacket and still has room for a folded map at the left breast.',
        'A four-pocket field jacket whose storm flap covers the zip from chin to hem.',
      ],
    },
    {
      noun: 'windbreaker',
      title: '{name} {Material} Windbreaker',
      grams: 600,
      price: 92,
      materials: ['nylon', 'recycled polyester'],
      facts: { closure: 'zip', hooded: true },
      openings: [
        'A hooded windbreaker that packs into its own chest pocket and comes out without a complaint about creases.',
        'Something to keep at the bottom of the bag: a hooded shell against wind and the first ten minutes of rain.',
        'Thin, quick to dry and cut to go over a sweater, the {name} is the jacket for days that cannot decide.',
      ],
    },
    {
      noun: 'quilted jacket',
      title: '{name} {Material} Quilted Jacket',
      grams: 820,
      price: 128,
      materials: ['nylon', 'waxed cotton'],
      facts: { closure: 'snaps', lining: 'quilted' },
      openings: [
        'Diamond quilting, a corduroy-trimmed collar and snaps down the front: the country jacket, without the country.',
        'A lightly filled quilted jacket that fits under an overcoat in January and stands alone in April.',
      ],
    },
  ],
  materials: {
    leather: {
      grams: 1.7,
      price: 2.2,
      colours: ['black', 'dark brown', 'tan', 'oxblood'],
      says: [
        'The cowhide is full-grain and 1.1 mm thick, stiff for a week and yours from then on.',
        'Its leather is drum-dyed, so a scratch shows the same colour underneath.',
        'At {weight} it has the heft that only real leather has.',
      ],
    },
    suede: {
      grams: 1.3,
      price: 1.6,
      colours: ['tan', 'dark brown', 'sand', 'navy', 'black'],
      says: [
        'Goat suede, brushed to a short nap, keeps it softer than smooth leather and a good deal lighter.',
        'The suede is treated against spotting, though a downpour will still leave its mark.',
        'Calf suede of even colour, with a nap that [shows the stroke of a hand|darkens where you touch it].',
      ],
    },
    'faux leather': {
      grams: 0.85,
      price: 0.72,
      says: [
        'A polyurethane face on a knitted back gives the look of leather at about half its weight.',
        'No animal went into it: the faux leather is a soft polymer that wipes clean.',
        'Its faux leather is matt rather than shiny and does not crackle when you move.',
      ],
    },
    'waxed cotton': {
      grams: 1.05,
      price: 1,
      says: [
        'Waxed cotton turns rain away and creases at the elbow much as a leather jacket would.',
        'The cotton is a six-ounce cloth, waxed by hand and ready to be waxed again in a year or two.',
        'Wax leaves the cotton stiff on a cold morning and supple by noon.',
        'New waxed cotton smells faintly of candles, and the smell goes with the first rain.',
      ],
    },
    nylon: {
      grams: 0.5,
      price: 0.78,
      says: [
        'The shell is a tightly woven nylon that weighs next to nothing: {weight} in all.',
        'Matt nylon with a faint rustle, proof against wind and a passing shower.',
        'High-twist nylon makes it tough at the elbow without making it heavy.',
      ],
    },
    denim: {
      grams: 1,
      price: 0.85,
      colours: ['indigo', 'light blue', 'black', 'ecru'],
      says: [
        'Twelve-ounce denim, rinsed once, will fade along your own creases.',
        'The denim comes off a narrow loom, with a red edge showing inside the placket.',
      ],
    },
    corduroy: {
      grams: 0.95,
      price: 0.9,
      says: [
        'The corduroy is an eight-wale, wide enough to be seen from across the street.',
        'Fine needlecord with a little stretch makes it soft from the first day.',
      ],
    },
    'cotton canvas': {
      grams: 0.98,
      price: 0.85,
      says: [
        'Washed canvas of ten ounces takes paint, brambles and bicycle oil in its stride.',
        'A dry-handed cotton canvas that starts crisp and ends up like an old sail.',
      ],
    },
    'recycled polyester': {
      grams: 0.55,
      price: 0.75,
      says: [
        'The ripstop is woven from recycled polyester and comes to {weight} for the whole jacket.',
        'Recycled polyester with a peached face keeps the shine down.',
      ],
    },
    'wool blend': {
      grams: 1.2,
      price: 1.1,
      says: [
        'A melton of wool with a fifth of polyamide, felted until the wind gives up on it.',
        'The wool blend is dense and blanket-soft, with none of the itch.',
      ],
    },
  },
  always: ['fit'],
  details: [
    {
      topic: 'fit',
      facts: { fit: 'slim' },
      suits: ['biker jacket', 'racer jacket', 'bomber jacket', 'trucker jacket'],
      says: [
        'The fit is slim: your usual size over a T-shirt, one up over a sweater.',
        'Slim through the body, it still gives enough at the shoulder to drive in.',
        'It is cut slim, with darts at the back that keep it from ballooning.',
        'Slim fit, short sleeve head, narrow cuff: take a size more if you mean to layer.',
        'The slim block was drawn on a rider, so it looks best with the arms forward.',
      ],
    },
    {
      topic: 'fit',
      facts: { fit: 'regular' },
      says: [
        'A regular fit leaves room for one layer.',
        'Regular in cut, it puts the shoulder seam where most people have a shoulder.',
        'It fits true to size, in a regular shape, and the sleeves end at the wrist bone.',
        'The block is a regular one, neither boxy nor close.',
        'Regular through the chest, it leaves the hips alone.',
        'Neither slim nor loose, the regular fit suits a shirt and a thin sweater.',
        'A regular fit, checked on bodies from one metre sixty to one ninety.',
      ],
    },
    {
      topic: 'fit',
      facts: { fit: 'relaxed' },
      suits: ['field jacket', 'windbreaker', 'quilted jacket', 'bomber jacket', 'trucker jacket'],
      says: [
        'Relaxed across the back, it takes a thick sweater without straining.',
        'The fit is relaxed, almost a size up, and meant to be.',
        'A relaxed body and a dropped shoulder make it easy to get into in a hurry.',
        'The relaxed cut hides two sweaters and a newspaper.',
        'It falls in a relaxed line from a generous shoulder.',
      ],
    },
    {
      topic: 'pockets',
      says: [
        'Two hand pockets are backed with [brushed cotton|soft tricot], and a third inside takes a phone.',
        'The inside pocket is long enough for a passport and closes with a zip.',
        'Every pocket has a bar tack at each corner, which is where jackets give up first.',
        'There is a pocket for the hands, one for the phone and one that you will find in a year.',
        'A slim pocket on the left arm fits a travel card.',
        'The pockets close flush, so they do not catch on door handles.',
      ],
    },
    {
      topic: 'lining',
      facts: { lining: 'cotton' },
      suits: ['biker jacket', 'trucker jacket', 'racer jacket', 'field jacket'],
      says: [
        'Striped cotton lines the body, smooth twill the sleeves.',
        'The cotton lining is cut a size larger, so it never pulls.',
      ],
    },
    {
      topic: 'lining',
      facts: { lining: 'viscose' },
      suits: ['biker jacket', 'bomber jacket', 'racer jacket'],
      says: [
        'Inside is a viscose lining printed with the map of a town that does not exist.',
        'A viscose lining lets it slip over knitwear without dragging.',
      ],
    },
    {
      topic: 'lining',
      facts: { lining: 'unlined' },
      suits: ['trucker jacket', 'field jacket', 'bomber jacket', 'racer jacket'],
      says: [
        'Left unlined and bound inside with tape, it is at its best from April to October.',
        'It is unlined, which saves weight and shows how neatly the seams are felled.',
      ],
    },
    {
      topic: 'movement',
      suits: ['biker jacket', 'racer jacket', 'field jacket', 'trucker jacket'],
      says: [
        'Pleats behind the shoulders open when you reach forward.',
        'A hidden gusset under each arm lets you lift it without lifting the hem.',
        'The sleeves are set with a forward pitch, as arms hang.',
        'A vent at the back hem opens for sitting.',
      ],
    },
    {
      topic: 'care',
      of: ['leather', 'faux leather'],
      says: [
        'Wipe it with a damp cloth and let it dry away from the radiator.',
        'A little balm once a year, and a wide hanger, will see it through decades.',
      ],
    },
    {
      topic: 'care',
      facts: { machine_washable: true },
      of: ['nylon', 'recycled polyester', 'denim', 'cotton canvas', 'corduroy'],
      says: [
        'It goes in the machine at 30 °C, inside out.',
        'Machine wash at 40 °C; the colour holds.',
        'Machine wash it cold with the front closed, and skip the softener.',
      ],
    },
    {
      topic: 'care',
      of: ['suede', 'wool blend'],
      says: [
        'A soft brush after wearing is all the care it asks.',
        'Air it overnight rather than washing it, and see a specialist about wine.',
      ],
    },
    {
      topic: 'hardware',
      suits: ['biker jacket', 'bomber jacket', 'racer jacket', 'field jacket'],
      says: [
        'The zip runs both ways, which cyclists and drivers will understand.',
        'Its zip pulls are blackened brass and long enough for gloved hands.',
        'Reflective piping under the collar shows only when you turn it up.',
        'Nickel snaps and rivets are set by hand and can be replaced.',
      ],
    },
  ],
};

export const coats: CategoryVocabulary = {
  slug: 'coats',
  code: 'COA',
  products: 10,
  sizes: garmentSizes,
  colours: ['camel', 'black', 'navy', 'charcoal', 'forest green', 'oatmeal', 'burgundy'],
  sizesEach: 4,
  coloursEach: 2,
  kinds: [
    {
      noun: 'overcoat',
      title: '{name} {Material} Overcoat',
      grams: 1750,
      price: 285,
      materials: ['wool', 'wool blend', 'cashmere blend'],
      facts: { closure: 'buttons' },
      openings: [
        'A single-breasted overcoat that ends at the knee and hides a suit completely.',
        'Three buttons, notched lapels and a centre vent: an overcoat for offices and funerals, and good enough for weddings.',
        'Drawn with a soft shoulder, the {name} overcoat looks as right over a hooded sweatshirt as over a tie.',
      ],
    },
    {
      noun: 'trench coat',
      title: '{name} {Material} Trench Coat',
      grams: 1150,
      price: 220,
      materials: ['cotton gabardine', 'recycled polyester'],
      facts: { closure: 'buttons and belt' },
      openings: [
        'A double-breasted trench coat with everything the name promises: epaulettes, gun flap, belt and D-rings.',
        'The {name} is a trench stripped of its straps, leaving ten buttons and a long, clean line.',
        'Knot the belt rather than buckling it, and this trench does half the work of an outfit.',
      ],
    },
    {
      noun: 'parka',
      title: '{name} {Material} Parka',
      grams: 1500,
      price: 240,
      materials: ['nylon', 'cotton canvas', 'recycled polyester'],
      facts: { closure: 'zip and snaps', hooded: true, lining: 'quilted' },
      openings: [
        'A parka for standing about in the cold, with a deep hood and a hem that reaches mid-thigh.',
        'The hood of the {name} has a wire in its brim, so it keeps its shape when the sleet comes sideways.',
        'Two pairs of front pockets, upper ones for hands and lower ones for everything else, set this parka apart.',
      ],
    },
    {
      noun: 'duffle coat',
      title: '{name} {Material} Duffle Coat',
      grams: 1950,
      price: 230,
      materials: ['wool', 'wool blend'],
      facts: { closure: 'toggles', hooded: true },
      openings: [
        'Four horn-shaped toggles on leather loops close this duffle coat, even with mittens on.',
        'A proper duffle: hooded, checked inside, roomy enough to wear over another jacket.',
      ],
    },
    {
      noun: 'raincoat',
      title: '{name} {Material} Raincoat',
      grams: 900,
      price: 135,
      materials: ['recycled polyester', 'nylon', 'rubberised cotton'],
      facts: { closure: 'snaps', hooded: true, waterproof: true },
      openings: [
        'A long raincoat with welded seams, snaps under a flap and a hood that turns with your head.',
        'Rain runs off the {name} in beads; the vents under the arms let the rest of you breathe.',
        'Fisherman’s coats gave this one its shape, city pavements its length.',
      ],
    },
  ],
  materials: {
    wool: {
      grams: 1.15,
      price: 1.2,
      says: [
        'The wool is an English-style melton of 26 ounces, brushed on the face and firm behind.',
        'Pure wool, fulled twice, so that the cut edges at the lapel need no hem.',
        'It is all wool, {weight} of it, and feels like a house when you close it.',
      ],
    },
    'wool blend': {
      grams: 1,
      price: 0.9,
      says: [
        'Wool with a share of polyamide keeps the nap from wearing away at the pockets.',
        'The wool blend is lighter than it looks and springs back from a suitcase.',
        'Two-thirds wool in the cloth is enough for warmth, and the rest keeps the price down.',
      ],
    },
    'cashmere blend': {
      grams: 0.85,
      price: 1.75,
      says: [
        'One part cashmere in ten takes the scratch out of the wool and adds a faint bloom.',
        'The cashmere blend drapes rather than stands, at a mere {weight}.',
      ],
    },
    'cotton gabardine': {
      grams: 1,
      price: 1.1,
      says: [
        'The gabardine is woven so close that drizzle sits on it until you shake it off.',
        'Cotton gabardine of this weight softens at the folds and keeps its colour.',
        'Its cotton was spun and dyed before weaving, hence the depth of the shade.',
      ],
    },
    'recycled polyester': {
      grams: 0.8,
      price: 0.85,
      says: [
        'The face cloth is recycled polyester with the dry touch of cotton.',
        'Spun from reclaimed yarn, the polyester sheds water and wrinkles alike.',
        'A recycled polyester twill holds the shape at {weight}.',
      ],
    },
    nylon: {
      grams: 0.75,
      price: 1,
      says: [
        'A two-layer nylon stops the wind and most of the weather.',
        'The nylon has a cottony face, so it neither shines nor crackles.',
        'Rip-resistant nylon over the shoulders takes the wear of a backpack strap.',
      ],
    },
    'cotton canvas': {
      grams: 1.1,
      price: 0.95,
      says: [
        'A tough cotton canvas outside makes it the one coat that does not mind a bonfire.',
        'The canvas is washed before sewing, so what fits today fits after laundry.',
      ],
    },
    'rubberised cotton': {
      grams: 1.3,
      price: 1.25,
      says: [
        'Two layers of cotton with rubber between them keep out water by plain thickness.',
        'Rubberised cotton is heavier than nylon and hangs far better.',
      ],
    },
  },
  always: ['fit'],
  details: [
    {
      topic: 'fit',
      facts: { fit: 'regular' },
      says: [
        'Cut to a regular fit, with the armhole high enough to drive a car.',
        'Regular sizing allows for a jacket beneath.',
        'The regular fit follows the body as far as the waist and then lets go.',
        'Take your normal size in this regular cut, even if you wear thick knits.',
      ],
    },
    {
      topic: 'fit',
      facts: { fit: 'relaxed' },
      says: [
        'A relaxed fit and raglan sleeves leave the shoulders free.',
        'Relaxed all the way down, it swings a little when you walk.',
        'Its relaxed shape is drawn for layers and long scarves.',
        'The fit is relaxed; if you are between sizes, the smaller one will do.',
      ],
    },
    {
      topic: 'fit',
      facts: { fit: 'slim' },
      suits: ['overcoat', 'trench coat'],
      says: [
        'It is slim at the waist and falls straight from there.',
        'A slim line through the back makes it the least bulky of our coats.',
        'The slim fit wants a thin sweater at most.',
      ],
    },
    {
      topic: 'pockets',
      says: [
        'The side pockets can be reached with the coat closed, a kindness many coats forget.',
        'One of the two inner pockets takes a paperback.',
        'Fleece behind the hand pockets means you can leave your gloves at home until December.',
        'There is a small pocket at the wrist for a travel card.',
      ],
    },
    {
      topic: 'collar',
      suits: ['overcoat', 'trench coat'],
      says: [
        'Turn up the collar and a throat tab holds it there.',
        'The under-collar is felt, stitched in a contrasting colour that few will ever see.',
        'Horn-effect buttons are sewn on shanks with a spare inside.',
      ],
    },
    {
      topic: 'weather',
      suits: ['parka', 'raincoat'],
      says: [
        'Storm cuffs inside the sleeves keep rain from running up your arm.',
        'The seams were taped by machine and checked under pressure.',
        'A drawcord at the back narrows the hood without blinding you.',
      ],
    },
    {
      topic: 'care',
      of: ['wool', 'wool blend', 'cashmere blend'],
      says: [
        'Hang it on a broad hanger and steam it; it needs the cleaner once a winter.',
        'Moths like it as much as you will, so store it with cedar.',
        'Brush it downwards after the last wearing of the week.',
      ],
    },
    {
      topic: 'care',
      facts: { machine_washable: true },
      of: ['cotton gabardine', 'recycled polyester', 'nylon', 'cotton canvas'],
      says: [
        'Wash it by machine on the gentle programme and let it drip dry.',
        'It survives a 30 °C machine wash; a warm iron brings back the water repellency.',
        'The coat is machine washable once its trimmings are off.',
      ],
    },
    {
      topic: 'lining',
      facts: { lining: 'viscose' },
      suits: ['overcoat', 'trench coat'],
      says: [
        'The lining is a heavy viscose twill with taped seams.',
        'Half of it is lined in viscose, sleeves included; the skirt is left free.',
      ],
    },
  ],
};
