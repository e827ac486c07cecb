import type { CategoryVocabulary, Vocabulary } from '../vocabulary.ts';

const backpacks: CategoryVocabulary = {
  slug: 'backpacks',
  code: 'BPK',
  products: 10,
  colours: ['black', 'olive', 'navy', 'sand', 'slate', 'ochre', 'brick'],
  coloursEach: 3,
  kinds: [
    {
      noun: 'roll-top backpack',
      title: '{name} {capacity_l} L Roll-Top Backpack',
      materials: ['waxed cotton', 'recycled polyester', 'nylon'],
      builds: [
        { facts: { capacity_l: 18 }, grams: 780, price: 98 },
        { facts: { capacity_l: 24 }, grams: 900, price: 112 },
      ],
      openings: [
        'A roll-top backpack that holds {capacity_l} litres when it is rolled and a loaf of bread more when it is not.',
        'Roll it down three times, clip it, and the {name} closes over {capacity_l} litres as a paper bag does.',
        'Cyclists like a roll-top because it has no zip to fail; this one takes {capacity_l} litres to the office.',
      ],
    },
    {
      noun: 'laptop backpack',
      title: '{name} {capacity_l} L Laptop Backpack',
      materials: ['nylon', 'recycled polyester', 'leather'],
      builds: [
        { facts: { capacity_l: 16, laptop_in: 14 }, grams: 850, price: 105 },
        { facts: { capacity_l: 20, laptop_in: 15 }, grams: 960, price: 118 },
        { facts: { capacity_l: 22, laptop_in: 16 }, grams: 1040, price: 126 },
      ],
      openings: [
        'A {capacity_l}-litre backpack for the commute, with a raised sleeve for a {laptop_in}-inch laptop.',
        'The {name} opens flat like a suitcase: {laptop_in}-inch computer on one side, the rest of {capacity_l} litres on the other.',
        'Upright, slim and {capacity_l} litres inside, it keeps a {laptop_in}-inch laptop clear of the floor.',
      ],
    },
    {
      noun: 'hiking backpack',
      title: '{name} {capacity_l} L Hiking Backpack',
      materials: ['nylon', 'recycled polyester'],
      builds: [
        { facts: { capacity_l: 28 }, grams: 980, price: 125 },
        { facts: { capacity_l: 45 }, grams: 1480, price: 175 },
        { facts: { capacity_l: 60 }, grams: 1820, price: 215 },
      ],
      openings: [
        'A hiking pack of {capacity_l} litres with a padded hip belt that carries what your shoulders would rather not.',
        'With {capacity_l} litres, a lid pocket and an adjustable back, the {name} has room for all that a day or three asks.',
        'Two side pockets, one big front pouch and {capacity_l} litres between them make this a pack for the hills.',
      ],
    },
    {
      noun: 'day pack',
      title: '{name} {capacity_l} L Day Pack',
      materials: ['cotton canvas', 'waxed cotton', 'nylon'],
      builds: [
        { facts: { capacity_l: 10 }, grams: 420, price: 58 },
        { facts: { capacity_l: 14 }, grams: 520, price: 66 },
      ],
      openings: [
        'A day pack of {capacity_l} litres: one compartment, one pocket, no mysteries.',
        'Small enough for a museum cloakroom to wave through, the {name} takes {capacity_l} litres of day.',
        'Sandwiches, a camera and a sweater: that is what {capacity_l} litres of day pack are for.',
      ],
    },
  ],
  materials: {
    'waxed cotton': {
      grams: 1.2,
      price: 1.15,
      says: [
        'Waxed cotton keeps the rain off and dark wax lines mark where it folds.',
        'The waxed cotton can be rewaxed in an evening with a tin and a hairdryer.',
        'Heavy waxed cotton stands up by itself, even empty.',
      ],
    },
    'recycled polyester': {
      grams: 0.95,
      price: 0.92,
      says: [
        'It is sewn from recycled polyester with a tight, dry weave.',
        'The recycled polyester is coated inside against spills and showers.',
        'Recycled polyester webbing and cloth come from the same mill.',
      ],
    },
    nylon: {
      grams: 0.9,
      price: 1,
      says: [
        'High-tenacity nylon keeps it to {weight} without making it fragile.',
        'The nylon is 420 denier at the bottom and half of that above.',
        'Matt nylon, bartacked at eighteen points.',
      ],
    },
    leather: {
      grams: 1.75,
      price: 2.1,
      colours: ['black', 'tan', 'dark brown'],
      says: [
        'Full-grain leather makes it a bag to hand on, at {weight} admittedly.',
        'The leather is thick enough to stand without a frame.',
      ],
    },
    'cotton canvas': {
      grams: 1.1,
      price: 0.9,
      says: [
        'Eighteen-ounce cotton canvas softens with use but never goes limp.',
        'The cotton canvas is stone-washed and pre-shrunk.',
      ],
    },
  },
  details: [
    {
      topic: 'straps',
      says: [
        'The straps are curved, padded and lined with mesh.',
        'A chest strap slides up and down on a rail.',
        'The handle on top is wide enough for a gloved hand.',
      ],
    },
    {
      topic: 'straps',
      suits: ['hiking backpack'],
      says: [
        'Load lifters at the shoulders pull the weight in.',
        'The hip belt unclips for days when it is not needed.',
        'A frame of bent aluminium passes the load to the hips.',
      ],
    },
    {
      topic: 'pockets',
      says: [
        'A flat pocket behind the back keeps passports out of reach of others.',
        'Elastic side pockets grip a bottle of up to a litre.',
        'Inside, a divider of mesh gives pens and cables an address.',
        'The front pocket has a clip for keys on a long cord.',
        'One side pocket is lined with fleece for sunglasses.',
      ],
    },
    {
      topic: 'weather',
      facts: { waterproof: true },
      suits: ['roll-top backpack', 'hiking backpack'],
      of: ['nylon', 'recycled polyester'],
      says: [
        'The seams are welded, which makes it properly waterproof.',
        'Waterproof to an hour of heavy rain, it needs no cover.',
        'It is waterproof down to the zip, and the zip is under a flap.',
      ],
    },
    {
      topic: 'laptop',
      facts: { laptop_in: 13 },
      suits: ['roll-top backpack', 'day pack'],
      says: ['A padded sleeve takes a 13-inch laptop.', 'Slip a 13-inch computer behind the quilted panel.'],
    },
    {
      topic: 'care',
      says: [
        'Sponge it clean; never put it in a machine.',
        'Its base is doubled, since that is where bags die.',
        'All buckles can be replaced with a screwdriver.',
        'We repair it free for five years.',
      ],
    },
    {
      topic: 'night',
      says: [
        'A loop at the bottom holds a bicycle light.',
        'Thin reflective bars run along the straps.',
        'The lining is pale so you can find things in the dark.',
      ],
    },
  ],
};

const totes: CategoryVocabulary = {
  slug: 'totes',
  code: 'TOT',
  products: 9,
  colours: ['black', 'tan', 'navy', 'burgundy', 'moss'],
  coloursEach: 3,
  kinds: [
    {
      noun: 'tote',
      title: '{name} {Material} Tote',
      grams: 520,
      price: 98,
      materials: ['leather', 'cotton canvas', 'faux leather'],
      openings: [
        'An open tote wide enough for a folder and deep enough for leeks.',
        'The {name} is one square of {material}, folded, stitched and given handles.',
        'A tote with a flat base, so that it stands where you put it.',
      ],
    },
    {
      noun: 'crossbody bag',
      title: '{name} {Material} Crossbody Bag',
      grams: 380,
      price: 88,
      materials: ['leather', 'suede', 'nylon'],
      facts: { closure: 'zip' },
      openings: [
        'A crossbody bag for phone, purse, keys and one small regret.',
        'Worn across the front in a crowd or on the hip on a bicycle, the {name} stays shut with one zip.',
        'Two compartments back to back keep tickets away from lip balm.',
      ],
    },
    {
      noun: 'messenger bag',
      title: '{name} {Material} Messenger Bag',
      grams: 900,
      price: 128,
      materials: ['waxed cotton', 'nylon', 'leather'],
      facts: { closure: 'flap', laptop_in: 14 },
      openings: [
        'A messenger bag with a broad flap, and a padded place behind it for a {laptop_in}-inch laptop.',
        'The {name} swings to the front to open and to the back to ride, a {laptop_in}-inch computer safe inside.',
        'Satchel manners on a courier’s strap: a bag for papers and a {laptop_in}-inch machine.',
      ],
    },
    {
      noun: 'bucket bag',
      title: '{name} {Material} Bucket Bag',
      grams: 560,
      price: 110,
      materials: ['suede', 'leather', 'cotton canvas'],
      facts: { closure: 'drawstring' },
      openings: [
        'A bucket bag drawn shut by a cord that ends in two knots.',
        'Round at the bottom, gathered at the top, the {name} swallows a sweater.',
        'The shape is a feed bag’s, the finish is not.',
      ],
    },
  ],
  materials: {
    leather: {
      grams: 1.4,
      price: 1.7,
      says: [
        'Bridle leather, waxed on both sides, starts firm and ends supple.',
        'The leather has a pebbled grain on which nails leave no trace.',
        'Cut from shoulder leather, it shows a few honest wrinkles.',
      ],
    },
    suede: {
      grams: 1.15,
      price: 1.4,
      says: [
        'The suede is lined with cotton so it does not shed on your coat.',
        'Split suede gives it slouch.',
      ],
    },
    'cotton canvas': {
      grams: 1,
      price: 0.6,
      colours: ['natural', 'navy', 'black', 'moss'],
      says: [
        'Heavy cotton canvas of the sort tents used to be made of.',
        'The cotton canvas will outlast its straps, which can be replaced.',
        'Twenty-ounce cotton canvas needs no stiffener.',
      ],
    },
    'faux leather': {
      grams: 1,
      price: 0.62,
      says: [
        'Faux leather with a soft drape that passes for nappa.',
        'The faux leather is backed with recycled cloth.',
      ],
    },
    nylon: {
      grams: 0.7,
      price: 0.85,
      says: ['The nylon is quilted in narrow channels.', 'Dense, matt nylon with a cotton feel.'],
      also: { 'crossbody bag': ['Crinkled nylon at {weight} packs into its own pocket.'] },
    },
    'waxed cotton': {
      grams: 1.05,
      price: 1.05,
      says: [
        'Waxed cotton with a bridle strap, in the manner of fishing bags.',
        'Fourteen-ounce waxed cotton shrugs off rain and red wine.',
      ],
    },
  },
  details: [
    {
      topic: 'inside',
      says: [
        'A zipped pocket inside is long enough for a passport.',
        'Two slip pockets hang free of the lining so that they do not bulge.',
        'The inside is bound in tape of another colour.',
        'A leash with a snap hook ends the hunt for keys.',
      ],
    },
    {
      topic: 'straps',
      suits: ['tote', 'bucket bag'],
      says: [
        'The handles drop 26 cm and clear a winter coat.',
        'Rolled handles are comfortable on a bare shoulder.',
        'Its handles are riveted as well as sewn.',
      ],
    },
    {
      topic: 'straps',
      suits: ['crossbody bag', 'messenger bag'],
      says: [
        'The strap adjusts from hip to armpit.',
        'Unclip the strap and carry it by hand.',
        'A wide webbing strap spreads the load.',
      ],
    },
    {
      topic: 'closing',
      facts: { closure: 'magnet' },
      suits: ['tote'],
      says: ['A magnet at the rim shuts it with a soft click.', 'One hidden magnet is all that closes it.'],
    },
    {
      topic: 'base',
      suits: ['tote', 'bucket bag', 'messenger bag'],
      says: [
        'Four metal feet keep the base off the floor.',
        'A stiffened base stops it sagging under a book.',
        'The corners are capped twice.',
      ],
    },
    {
      topic: 'care',
      says: [
        'Store it stuffed with tissue and out of the sun.',
        'It comes in a dust bag made of offcuts.',
        'Rain will not ruin it; a radiator might.',
      ],
    },
    {
      topic: 'care',
      of: ['leather', 'faux leather', 'nylon'],
      says: [
        'Spots come off with a barely damp cloth.',
        'The edges are painted by hand and can be touched up.',
      ],
    },
  ],
};

const luggage: CategoryVocabulary = {
  slug: 'luggage',
  code: 'LUG',
  products: 8,
  colours: ['black', 'graphite', 'petrol', 'sand', 'wine'],
  coloursEach: 2,
  kinds: [
    {
      noun: 'cabin suitcase',
      title: '{name} {capacity_l} L {Material} Cabin Suitcase',
      materials: ['polycarbonate', 'aluminium'],
      builds: [
        { facts: { capacity_l: 34, wheels: 4 }, grams: 2600, price: 165 },
        { facts: { capacity_l: 38, wheels: 4 }, grams: 2850, price: 185 },
      ],
      openings: [
        'A cabin suitcase of {capacity_l} litres on {wheels_word} silent wheels, within the limits of most airlines.',
        'Three days’ clothes and a wash bag fit the {capacity_l} litres of the {name}.',
        'Overhead-locker size and {capacity_l} litres deep, with a handle that stops at two heights.',
      ],
    },
    {
      noun: 'check-in suitcase',
      title: '{name} {capacity_l} L {Material} Suitcase',
      materials: ['polycarbonate', 'polypropylene'],
      builds: [
        { facts: { capacity_l: 65, wheels: 4 }, grams: 3500, price: 210 },
        { facts: { capacity_l: 92, wheels: 4 }, grams: 4300, price: 255 },
      ],
      openings: [
        'A large suitcase: {capacity_l} litres, {wheels_word} double wheels, one week for two or two for one.',
        'The {name} splits into two halves of equal depth, {capacity_l} litres together.',
        'For moving house by train, {capacity_l} litres in a shell that flexes and does not crack.',
      ],
    },
    {
      noun: 'duffel bag',
      title: '{name} {capacity_l} L {Material} Duffel Bag',
      materials: ['waxed cotton', 'nylon', 'recycled polyester'],
      builds: [
        { facts: { capacity_l: 40 }, grams: 1050, price: 118 },
        { facts: { capacity_l: 55 }, grams: 1250, price: 135 },
        { facts: { capacity_l: 70 }, grams: 1450, price: 150 },
      ],
      openings: [
        'A duffel of {capacity_l} litres that opens along its whole length.',
        'Carry the {name} by its handles, over a shoulder or on your back: {capacity_l} litres either way.',
        'Soft, strong and {capacity_l} litres large, this duffel squeezes into a full boot.',
      ],
    },
    {
      noun: 'garment bag',
      title: '{name} {Material} Garment Bag',
      grams: 1300,
      price: 138,
      materials: ['nylon', 'waxed cotton'],
      openings: [
        'A garment bag that folds once and takes two suits or three dresses.',
        'Hook it in the train: the {name} keeps a dinner jacket flat as far as Vienna.',
        'For weddings two hours away: a garment bag with a hanger clamp and a shoe pocket at each end.',
      ],
    },
  ],
  materials: {
    polycarbonate: {
      grams: 1,
      price: 1,
      says: [
        'The polycarbonate shell springs back from a kick.',
        'Textured polycarbonate hides the scratches of the belt.',
        'Its polycarbonate is moulded under heat in one draw.',
      ],
    },
    polypropylene: {
      grams: 0.95,
      price: 0.85,
      says: [
        'Polypropylene makes a light shell that bends in the cold.',
        'The polypropylene is dyed through, so scuffs stay the same colour.',
      ],
    },
    aluminium: {
      grams: 1.55,
      price: 2.3,
      says: [
        'An aluminium body collects dents as others collect stickers.',
        'Brushed aluminium, riveted at the corners, locks with two latches rather than a zip.',
      ],
    },
    'waxed cotton': {
      grams: 1.2,
      price: 1.2,
      says: [
        'Waxed cotton and bridle-leather trim look better after ten journeys than before.',
        'The waxed cotton keeps showers out on the platform.',
      ],
    },
    nylon: {
      grams: 0.85,
      price: 1,
      says: [
        'Ballistic nylon of 1,050 denier has little to fear from baggage belts.',
        'The nylon weighs so little that the whole bag stays at {weight}.',
      ],
    },
    'recycled polyester': {
      grams: 0.9,
      price: 0.92,
      says: [
        'Recycled polyester tarpaulin is tough, wipeable and a bit shiny.',
        'The recycled polyester was laminated twice.',
      ],
    },
  },
  details: [
    {
      topic: 'lock',
      suits: ['cabin suitcase', 'check-in suitcase'],
      says: [
        'The combination lock opens for customs officers with a key of their own.',
        'Two locks, three digits each.',
        'The lock sits flush with the side.',
      ],
    },
    {
      topic: 'wheels',
      suits: ['cabin suitcase', 'check-in suitcase'],
      says: [
        'Wheels unscrew from outside for replacement.',
        'Rubber tyres keep it quiet on cobbles at midnight.',
        'It rolls upright beside you or tilted behind.',
      ],
    },
    {
      topic: 'inside',
      says: [
        'Compression straps flatten a week of shirts.',
        'A washable laundry bag is included.',
        'One half closes with a mesh door, the other with straps.',
        'There is a wet pocket for the last swim.',
      ],
      suits: ['cabin suitcase', 'check-in suitcase', 'duffel bag'],
    },
    {
      topic: 'carry',
      suits: ['duffel bag', 'garment bag'],
      says: [
        'Handles meet in a padded cuff.',
        'A sleeve at the back slides over the pole of a trolley.',
        'D-rings at the ends take the strap or a carabiner.',
        'Stow the straps behind a flap when it goes in the hold.',
        'The shoulder strap has a pad that stays put.',
      ],
    },
    {
      topic: 'promise',
      says: [
        'Zips, handles and wheels are guaranteed for ten years.',
        'A luggage tag in matching leather comes with it.',
        'Every seam inside is bound.',
        'It stores flat, or inside a bigger one.',
        'A window on the back holds an address card.',
        'Spare parts are sold separately, and sent within the week.',
      ],
    },
  ],
};

export const bags: Vocabulary = { department: 'bags', categories: [backpacks, totes, luggage] };
