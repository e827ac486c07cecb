import type { CategoryVocabulary, Vocabulary } from '../vocabulary.ts';

const tents: CategoryVocabulary = {
  slug: 'tents',
  code: 'TNT',
  products: 8,
  colours: ['moss', 'slate', 'sand', 'orange'],
  coloursEach: 2,
  kinds: [
    {
      noun: 'trekking tent',
      title: '{name} {berths}-Person Trekking Tent',
      materials: ['ripstop nylon', 'recycled polyester'],
      facts: { waterproof: true },
      builds: [
        { facts: { berths: 1 }, grams: 1250, price: 289 },
        { facts: { berths: 2 }, grams: 1850, price: 349 },
        { facts: { berths: 3 }, grams: 2500, price: 419 },
      ],
      openings: [
        'A free-standing trekking tent, sleeping {berths_word}, pitched in one go with the inner already hung.',
        'Two doors, two porches and {weight} to carry: the {name} sleeps {berths_word} on long routes.',
        'Low, taut and calm in a gale, this tent makes a dry night for {berths_word} above the tree line.',
      ],
    },
    {
      noun: 'family tent',
      title: '{name} {berths}-Person Family Tent',
      materials: ['polycotton', 'recycled polyester'],
      facts: { waterproof: true },
      builds: [
        { facts: { berths: 4 }, grams: 14500, price: 520 },
        { facts: { berths: 6 }, grams: 19800, price: 690 },
      ],
      openings: [
        'A family tent you can stand up in, sleeping {berths_word} in two darkened cabins.',
        'Fourteen minutes and two adults raise the {name}; {berths_word} people can then argue about the middle.',
      ],
    },
    {
      noun: 'bivvy',
      title: '{name} {berths}-Person Bivvy Shelter',
      materials: ['ripstop nylon'],
      facts: { waterproof: true },
      builds: [{ facts: { berths: 1 }, grams: 640, price: 158 }],
      openings: [
        'A bivvy for {berths_word} person, little more than a waterproof sleeve with a hoop at the head.',
        'Roll out the {name} on any ledge that will take {berths_word} sleeper lying down.',
        'Lighter than a tent and drier than a tarp, this bivvy shelters {berths_word} and a pair of boots.',
      ],
    },
    {
      noun: 'tarp',
      title: '{name} {Material} Tarp',
      grams: 780,
      price: 96,
      materials: ['ripstop nylon', 'polycotton'],
      facts: { waterproof: true },
      openings: [
        'A square tarp, three metres a side, with loops wherever you could want one.',
        'Slung between two trees, the {name} is a kitchen, a porch or the whole camp.',
        'A tarp has no door to close and no floor to sweep; twenty-one loops make up for both.',
      ],
    },
  ],
  materials: {
    'ripstop nylon': {
      grams: 0.9,
      price: 1.1,
      says: [
        'Silicone on both faces of the ripstop nylon lets snow slide off.',
        'The ripstop nylon is 20 denier, thin as a dragonfly and far stronger.',
        'Ripstop nylon with factory-taped seams stands a 3,000 mm column of water.',
        'Dyed in the yarn, the ripstop nylon holds out longer against the sun.',
      ],
    },
    'recycled polyester': {
      grams: 1.1,
      price: 0.85,
      says: [
        'Recycled polyester does not sag when it gets wet, so you tighten it once.',
        'The recycled polyester fly is coated without fluorocarbons.',
        'Bottles became thread, thread became this recycled polyester.',
      ],
    },
    polycotton: {
      grams: 1.35,
      price: 1.3,
      says: [
        'Polycotton breathes, and keeps the sun out of the morning.',
        'The polycotton swells in the rain until it is tight.',
        'Polycotton stays quiet in the wind, where nylon flaps.',
        'The polycotton weighs more and makes mornings cooler.',
      ],
    },
  },
  details: [
    {
      topic: 'poles',
      suits: ['trekking tent', 'family tent', 'bivvy'],
      says: [
        'The poles are aluminium and colour-coded at the tips.',
        'Every pole runs in an open sleeve, so none gets stuck.',
        'A spare pole section is taped inside the bag.',
      ],
    },
    {
      topic: 'pegs',
      says: [
        'It comes with Y-shaped pegs that do not turn in sand.',
        'Guy lines glow faintly under a torch.',
        'Twelve pegs and a repair patch are included.',
        'The stuff sack is long and narrow, to ride under a lid.',
      ],
    },
    {
      topic: 'inside',
      suits: ['trekking tent', 'family tent'],
      says: [
        'Mesh pockets hang at eye level for those lying down.',
        'A line across the ridge dries socks.',
        'The groundsheet is bathtub-shaped and 10 cm high.',
        'Vents at both ends can be reached from the sleeping bag.',
      ],
    },
    {
      topic: 'season',
      facts: { seasons: 3 },
      says: [
        'Three seasons are its limit; in deep snow take something sterner.',
        'It is meant for three seasons, April to October or so.',
        'A tent for three seasons should not be asked to bear snow.',
      ],
      suits: ['trekking tent', 'family tent'],
    },
    {
      topic: 'season',
      facts: { seasons: 4 },
      suits: ['bivvy'],
      says: [
        'It can be used in all four seasons, given a good mat.',
        'All four seasons are within its reach, with a warm bag inside.',
      ],
    },
  ],
};

const sleepingBags: CategoryVocabulary = {
  slug: 'sleeping-bags',
  code: 'SLB',
  products: 8,
  sizeOption: 'length',
  sizes: [{ label: 'regular' }, { label: 'long', grams: 1.1, price: 1.08 }],
  colours: ['navy', 'spruce', 'ember'],
  sizesEach: 2,
  coloursEach: 2,
  kinds: [
    {
      noun: 'mummy sleeping bag',
      title: '{name} {Material} Sleeping Bag {comfort_c} °C',
      materials: ['down', 'recycled polyester'],
      builds: [
        { facts: { comfort_c: 5 }, grams: 950, price: 195 },
        { facts: { comfort_c: 0 }, grams: 1200, price: 245 },
        { facts: { comfort_c: -7 }, grams: 1550, price: 310 },
      ],
      openings: [
        'A mummy bag for nights down to {comfort_c} °C, with a hood that draws to a porthole.',
        'Shaped like a seed, the {name} keeps a cold sleeper comfortable at {comfort_c} °C.',
        'Comfort at {comfort_c} °C, a boxed foot and no cold seams through which to feel the moon.',
      ],
    },
    {
      noun: 'camping sleeping bag',
      title: '{name} {Material} Camp Sleeping Bag {comfort_c} °C',
      materials: ['cotton', 'recycled polyester'],
      builds: [
        { facts: { comfort_c: 12 }, grams: 1500, price: 72 },
        { facts: { comfort_c: 8 }, grams: 1800, price: 86 },
      ],
      openings: [
        'A rectangular sleeping bag for campsites and sofas, good to {comfort_c} °C.',
        'Zip two of the {name} together for a double bed that is warm at {comfort_c} °C.',
        'Room to bend your knees, and warmth enough for {comfort_c} °C.',
      ],
    },
    {
      noun: 'quilt',
      title: '{name} {Material} Camping Quilt {comfort_c} °C',
      materials: ['down', 'recycled polyester'],
      builds: [
        { facts: { comfort_c: 6 }, grams: 640, price: 215 },
        { facts: { comfort_c: 11 }, grams: 470, price: 168 },
      ],
      openings: [
        'A camping quilt leaves out the part you would lie on, and is comfortable at {comfort_c} °C for it.',
        'Less zip, less hood, less weight: a quilt for nights of {comfort_c} °C and above.',
        'Strapped to a mat, the {name} quilt suits those who turn over, down to {comfort_c} °C.',
      ],
    },
  ],
  materials: {
    down: {
      grams: 0.85,
      price: 1.3,
      says: [
        'The down is 800 fill power and treated against damp.',
        'Down from grey ducks, a by-product, packs to the size of a loaf.',
        'Differential cutting lets the down loft fully.',
        'Nothing insulates like down at {weight}.',
      ],
    },
    'recycled polyester': {
      grams: 1.2,
      price: 0.75,
      says: [
        'Recycled polyester filling stays warm when wet.',
        'The recycled polyester is laid in overlapping shingles.',
        'Fibres of recycled polyester, crimped to hold air, do the insulating.',
      ],
    },
    cotton: {
      grams: 1.25,
      price: 0.9,
      says: ['The cotton lining feels like bed linen.', 'Printed cotton inside, plain cotton out.'],
    },
  },
  details: [
    {
      topic: 'zip',
      says: [
        'The zip has a guard that keeps cloth out of its teeth.',
        'It opens from the foot as well, to cool your feet.',
        'A flap over the zip closes with a soft patch.',
        'The slider glows in the dark.',
      ],
      suits: ['mummy sleeping bag', 'camping sleeping bag'],
    },
    {
      topic: 'pocket',
      says: [
        'A chest pocket holds a phone or a headlamp.',
        'Loops inside take a liner.',
        'There is a pocket for a sweater to serve as the pillow.',
      ],
      suits: ['mummy sleeping bag', 'camping sleeping bag'],
    },
    {
      topic: 'pack',
      says: [
        'It comes with a compression sack and a large net for home.',
        'Store it loose; stuff it only to travel.',
        'The sack has a handle at the bottom.',
        'Its packed bundle fits a bicycle basket.',
      ],
    },
    {
      topic: 'wash',
      facts: { machine_washable: true },
      of: ['recycled polyester', 'cotton'],
      says: [
        'It can be machine washed at 30 °C in a big drum.',
        'Machine wash it after the season and tumble it with tennis balls.',
        'A machine wash in spring makes it lofty again.',
      ],
    },
    {
      topic: 'straps',
      suits: ['quilt'],
      says: [
        'Two elastic straps hold the edges under the mat.',
        'A drawcord closes the foot.',
        'Snap it round the neck on bad nights.',
      ],
    },
  ],
};

const flasks: CategoryVocabulary = {
  slug: 'flasks',
  code: 'FLA',
  products: 8,
  colours: ['steel', 'black', 'forest', 'sky', 'coral', 'cream'],
  coloursEach: 3,
  kinds: [
    {
      noun: 'insulated flask',
      title: '{name} {capacity_ml} ml Insulated Flask',
      materials: ['stainless steel'],
      builds: [
        { facts: { capacity_ml: 500 }, grams: 340, price: 34 },
        { facts: { capacity_ml: 750 }, grams: 430, price: 39 },
        { facts: { capacity_ml: 1000 }, grams: 560, price: 45 },
      ],
      openings: [
        'An insulated flask of {capacity_ml} ml that hands you hot tea eight hours later.',
        'Fill the {name} with {capacity_ml} ml of soup at dawn and burn your tongue at noon.',
        'Water from the spring, still cold on the summit: {capacity_ml} ml with a vacuum around it.',
      ],
    },
    {
      noun: 'water bottle',
      title: '{name} {capacity_ml} ml {Material} Water Bottle',
      materials: ['aluminium', 'stainless steel', 'copolyester', 'glass'],
      builds: [
        { facts: { capacity_ml: 600 }, grams: 190, price: 22 },
        { facts: { capacity_ml: 1000 }, grams: 260, price: 27 },
      ],
      openings: [
        'A single-walled water bottle of {capacity_ml} ml, no heavier than it has to be.',
        'The {name} holds {capacity_ml} ml and fits the holder of a bicycle.',
        'Wide enough for ice, slim enough for a side pocket: a bottle for {capacity_ml} ml of water.',
      ],
    },
    {
      noun: 'travel mug',
      title: '{name} {capacity_ml} ml Travel Mug',
      materials: ['stainless steel', 'glass'],
      builds: [
        { facts: { capacity_ml: 350 }, grams: 280, price: 28 },
        { facts: { capacity_ml: 450 }, grams: 320, price: 31 },
      ],
      openings: [
        'A travel mug of {capacity_ml} ml with a lid that locks, for bags with books in them.',
        'One hand opens the {name}, and {capacity_ml} ml of coffee outlasts the delay.',
      ],
    },
    {
      noun: 'food jar',
      title: '{name} {capacity_ml} ml Insulated Food Jar',
      materials: ['stainless steel'],
      builds: [
        { facts: { capacity_ml: 400 }, grams: 390, price: 33 },
        { facts: { capacity_ml: 700 }, grams: 520, price: 41 },
      ],
      openings: [
        'A food jar with a mouth wide enough for a spoon and {capacity_ml} ml of stew.',
        'Lunch for school or scaffolding: the {name} keeps {capacity_ml} ml hot until one o’clock.',
      ],
    },
  ],
  materials: {
    'stainless steel': {
      grams: 1,
      price: 1,
      says: [
        'Stainless steel inside and out keeps no taste of the last filling.',
        'The stainless steel is blasted to a matt that does not slip in a wet hand.',
        'Dents add character to stainless steel and take nothing from its work.',
        'Food-grade stainless steel, without any plastic where the drink goes.',
        'Its stainless steel wall is only 0.4 mm thick.',
      ],
    },
    aluminium: {
      grams: 0.75,
      price: 0.85,
      says: [
        'Aluminium keeps it to {weight}, with a lining against metallic taste.',
        'The aluminium is pressed from one disc.',
      ],
    },
    copolyester: {
      grams: 0.7,
      price: 0.7,
      colours: ['clear', 'sky'],
      says: [
        'The copolyester is see-through, tough and free of bisphenols.',
        'Copolyester lets you see when to refill.',
      ],
    },
    glass: {
      grams: 1.5,
      price: 0.95,
      says: [
        'Glass gives water no taste at all; a silicone sleeve takes the bumps.',
        'The glass is borosilicate, thick at the base.',
      ],
    },
  },
  details: [
    {
      topic: 'lid',
      says: [
        'The lid unscrews in one and a half turns.',
        'A loop on the lid takes a finger or a carabiner.',
        'Its lid comes apart into three pieces to wash.',
        'A bamboo disc tops the lid.',
        'The seal is held in a groove, so it does not vanish in the sink.',
      ],
    },
    {
      topic: 'washing',
      facts: { dishwasher_safe: true },
      says: [
        'It may go in the dishwasher with the lid off.',
        'Dishwashers are no danger to it.',
        'The dishwasher’s lower basket suits it.',
      ],
      suits: ['water bottle', 'travel mug'],
    },
    {
      topic: 'washing',
      facts: { dishwasher_safe: false },
      says: [
        'Do not dishwash it: heat would spoil the vacuum.',
        'Wash it with a bottle brush, not in the dishwasher.',
        'Hot water and a brush, no dishwasher.',
      ],
      suits: ['insulated flask', 'food jar'],
    },
    {
      topic: 'use',
      says: [
        'It has never leaked on us, and we have tried.',
        'Marks inside show the quarters.',
        'The base is ringed with rubber and does not clatter.',
        'Engraving is possible.',
        'Spare seals are sold for a few coins.',
      ],
    },
  ],
};

export const outdoor: Vocabulary = { department: 'outdoor', categories: [tents, sleepingBags, flasks] };
