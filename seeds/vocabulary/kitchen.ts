import type { CategoryVocabulary, Vocabulary } from '../vocabulary.ts';

const cookware: CategoryVocabulary = {
  slug: 'cookware',
  code: 'COO',
  products: 10,
  colours: [],
  sizeOption: 'size',
  sizes: [
    { label: '20 cm', grams: 0.72, price: 0.82 },
    { label: '24 cm' },
    { label: '28 cm', grams: 1.32, price: 1.2 },
  ],
  sizesEach: 3,
  kinds: [
    {
      noun: 'frying pan',
      title: '{name} {Material} Frying Pan',
      grams: 1350,
      price: 62,
      materials: ['cast iron', 'carbon steel', 'stainless steel', 'ceramic-coated aluminium'],
      openings: [
        'A frying pan with sloping sides, for eggs on weekdays and fish on Fridays.',
        'The {name} frying pan holds its heat when the steak goes in, which is all one asks.',
        'Low walls and a wide, flat floor let water out and colour in.',
      ],
    },
    {
      noun: 'saucepan',
      title: '{name} {Material} Saucepan',
      grams: 1250,
      price: 74,
      materials: ['stainless steel', 'copper', 'ceramic-coated aluminium'],
      sizes: [
        { label: '16 cm', grams: 0.8, price: 0.85 },
        { label: '18 cm' },
        { label: '20 cm', grams: 1.22, price: 1.15 },
      ],
      openings: [
        'A saucepan with two pouring lips and marks inside for the half-litres.',
        'For porridge, peas and béchamel, the {name} saucepan comes with a lid that sits tight.',
        'Straight-sided and deep, it is the saucepan you reach for first.',
      ],
    },
    {
      noun: 'casserole',
      title: '{name} {Material} Casserole',
      grams: 4300,
      price: 148,
      materials: ['enamelled cast iron', 'cast iron', 'stainless steel'],
      openings: [
        'A round casserole for stews, beans and no-knead bread.',
        'The lid of the {name} has points inside that drip the steam back over the roast.',
        'From hob to oven to table, a casserole that needs no other dish.',
      ],
    },
    {
      noun: 'sauté pan',
      title: '{name} {Material} Sauté Pan',
      grams: 1750,
      price: 98,
      materials: ['stainless steel', 'copper', 'ceramic-coated aluminium'],
      openings: [
        'A sauté pan with high sides: brown first, then pour the sauce in.',
        'Wide as a frying pan and deep as a pot, the {name} does the work of both.',
      ],
    },
    {
      noun: 'wok',
      title: '{name} {Material} Wok',
      grams: 1500,
      price: 58,
      materials: ['carbon steel', 'cast iron'],
      sizes: [{ label: '30 cm' }, { label: '35 cm', grams: 1.25, price: 1.2 }],
      openings: [
        'A wok with a small flat at the bottom, so it stands on any stove.',
        'The {name} heats at the centre and cools towards the rim, as stir-frying wants it.',
      ],
    },
  ],
  materials: {
    'cast iron': {
      grams: 1.75,
      price: 0.75,
      says: [
        'Raw cast iron, seasoned with linseed oil, gets blacker and slicker with every year.',
        'The cast iron was poured in sand and machined smooth inside.',
        'There is nothing to wear off cast iron, and plenty to hold: {weight}.',
      ],
    },
    'enamelled cast iron': {
      grams: 1.15,
      price: 1.3,
      says: [
        'Two coats of enamel seal the cast iron against tomatoes and wine.',
        'Enamelled cast iron heats slowly and stays hot through second helpings.',
      ],
    },
    'carbon steel': {
      grams: 1,
      price: 0.85,
      says: [
        'Carbon steel is what restaurants use: lighter than iron and just as lasting.',
        'The carbon steel arrives with a beeswax coat to burn off.',
        'Season the carbon steel once with potato peel and salt.',
      ],
    },
    'stainless steel': {
      grams: 0.95,
      price: 1,
      says: [
        'Three layers of stainless steel and aluminium run all the way up the wall.',
        'Stainless steel will brown, deglaze and shine again.',
        'The stainless steel is 18/10 and the base 6 mm thick.',
        'Brushed stainless steel outside, mirror inside.',
      ],
    },
    copper: {
      grams: 1.15,
      price: 2.2,
      says: [
        'Copper of 1.5 mm answers the flame at once; a steel lining does the cleaning up.',
        'The copper tarnishes, and a lemon half brings it back.',
      ],
    },
    'ceramic-coated aluminium': {
      grams: 0.62,
      price: 0.72,
      says: [
        'Ceramic-coated aluminium needs a teaspoon of oil and no more.',
        'Forged aluminium under the ceramic coating keeps it down to {weight}.',
        'The ceramic coating on the aluminium is free of fluorine.',
      ],
    },
  },
  details: [
    {
      topic: 'stove',
      facts: { induction: true },
      of: ['cast iron', 'enamelled cast iron', 'carbon steel', 'stainless steel'],
      says: [
        'It works on induction as well as on gas.',
        'Induction hobs know it at once.',
        'Gas, glass or induction, all are fine.',
        'Use it on induction at medium; it needs no more.',
        'The base lies flat on an induction hob even when hot.',
      ],
    },
    {
      topic: 'stove',
      facts: { induction: false },
      of: ['copper'],
      says: ['Gas and electric rings suit it, induction does not.', 'Being copper, it is not for induction.'],
    },
    {
      topic: 'handle',
      suits: ['frying pan', 'saucepan', 'sauté pan', 'wok'],
      says: [
        'A helper handle opposite makes light of a full load.',
        'There is a hole in the handle that fits a real hook.',
      ],
    },
    {
      topic: 'handle',
      suits: ['frying pan', 'saucepan', 'sauté pan', 'wok'],
      of: ['carbon steel', 'stainless steel', 'copper', 'ceramic-coated aluminium'],
      says: [
        'The handle is hollow and stays cool for the length of an omelette.',
        'Its handle is riveted three times.',
        'The handle points up a little, clear of the next burner.',
      ],
    },
    {
      topic: 'handle',
      suits: ['casserole'],
      says: [
        'The two side handles are wide enough for oven gloves.',
        'A steel knob on the lid stands 250 °C.',
      ],
    },
    {
      topic: 'washing',
      facts: { dishwasher_safe: true },
      of: ['stainless steel', 'ceramic-coated aluminium', 'enamelled cast iron'],
      says: [
        'The dishwasher does not hurt it.',
        'Dishwasher safe, though a sponge is quicker.',
        'It can go in the dishwasher every night.',
      ],
    },
    {
      topic: 'washing',
      facts: { dishwasher_safe: false },
      of: ['cast iron', 'carbon steel', 'copper'],
      says: [
        'Keep it out of the dishwasher: hot water and a brush are enough.',
        'No dishwasher, no soap, no soaking.',
        'Wash by hand, dry on the stove.',
      ],
    },
    {
      topic: 'oven',
      facts: { oven_safe: true },
      of: ['cast iron', 'enamelled cast iron', 'carbon steel', 'stainless steel'],
      says: [
        'It is happy in the oven up to 260 °C.',
        'Finish the dish in the oven; nothing on it melts.',
        'Oven-proof, and broiler-proof too.',
      ],
    },
  ],
};

const coffee: CategoryVocabulary = {
  slug: 'coffee',
  code: 'COF',
  products: 9,
  colours: ['black', 'white', 'red'],
  coloursEach: 2,
  kinds: [
    {
      noun: 'French press',
      title: '{name} {capacity_ml} ml {Material} French Press',
      materials: ['glass', 'stainless steel', 'stoneware'],
      builds: [
        { facts: { capacity_ml: 350 }, grams: 480, price: 34 },
        { facts: { capacity_ml: 1000 }, grams: 900, price: 48 },
      ],
      openings: [
        'A French press of {capacity_ml} ml with a mesh fine enough to leave the mud behind.',
        'Four minutes, one push: the {name} makes {capacity_ml} ml of full-bodied coffee.',
        'The plunger slides without a wobble, and the jug behind it takes {capacity_ml} ml.',
      ],
    },
    {
      noun: 'pour-over dripper',
      title: '{name} {Material} Pour-Over Dripper',
      grams: 380,
      price: 28,
      materials: ['ceramic', 'glass', 'stainless steel'],
      openings: [
        'A pour-over dripper with spiral ribs that let the paper breathe.',
        'The {name} sits on cup or carafe and brews one to four cups, as slowly as you pour.',
        'Clean, bright coffee from a cone, a paper and a steady hand.',
      ],
    },
    {
      noun: 'espresso machine',
      title: '{name} {power_w} W Espresso Machine',
      colours: ['steel', 'black', 'white', 'red'],
      builds: [
        { facts: { power_w: 1350, tank_l: 1.2, pressure_bar: 15 }, grams: 4800, price: 249 },
        { facts: { power_w: 1600, tank_l: 2, pressure_bar: 9 }, grams: 8600, price: 545 },
      ],
      materials: ['stainless steel'],
      openings: [
        'An espresso machine of {power_w} W that pulls at {pressure_bar} bar and steams milk to a gloss.',
        'Ready in five minutes, the {name} heats with {power_w} W and keeps a {tank_l}-litre tank behind.',
        'One boiler, one group, no touch screen: espresso at {pressure_bar} bar, with a tank of {tank_l} litres.',
      ],
    },
    {
      noun: 'coffee grinder',
      title: '{name} {Material} Coffee Grinder',
      colours: ['steel', 'black'],
      grams: 720,
      price: 92,
      materials: ['stainless steel', 'aluminium'],
      facts: { capacity_g: 35 },
      openings: [
        'A hand grinder with conical burrs and clicks you can count, for {capacity_g} grams at a time.',
        'Forty turns of the {name} and the morning’s beans are ground; it holds {capacity_g} grams.',
        'Fine for espresso, coarse for the press: {capacity_g} grams of beans at any of thirty settings.',
      ],
    },
    {
      noun: 'moka pot',
      title: '{name} {capacity_ml} ml {Material} Moka Pot',
      colours: ['silver', 'black', 'red'],
      materials: ['aluminium', 'stainless steel'],
      builds: [
        { facts: { capacity_ml: 130 }, grams: 420, price: 32 },
        { facts: { capacity_ml: 270 }, grams: 640, price: 42 },
      ],
      openings: [
        'A moka pot that fills {capacity_ml} ml with strong stove-top coffee and a gurgle to announce it.',
        'Eight-sided outside, simple inside, the {name} brews {capacity_ml} ml in about six minutes.',
      ],
    },
  ],
  materials: {
    glass: {
      grams: 0.85,
      price: 0.85,
      says: [
        'Borosilicate glass goes from fridge to boiling without complaint.',
        'Thin glass keeps no taste of yesterday.',
      ],
      also: { 'French press': ['The glass lifts out of its frame for washing.'] },
    },
    'stainless steel': {
      grams: 1.15,
      price: 1.15,
      says: [
        'The stainless steel is brushed, so finger marks stay modest.',
        'Stainless steel parts come apart without tools.',
        'Solid stainless steel gives it a calm, heavy stance.',
      ],
      also: {
        'French press': ['Double walls of stainless steel keep the coffee hot for an hour.'],
        'espresso machine': [
          'The housing is stainless steel, the boiler too.',
          'Folded stainless steel, with screws where others have glue.',
        ],
        'moka pot': ['In stainless steel it works on induction, which most of its kind do not.'],
      },
    },
    stoneware: {
      grams: 1.4,
      price: 1.05,
      says: [
        'Stoneware with a thick wall holds the heat through a second cup.',
        'The stoneware is glazed inside and bare at the foot.',
      ],
    },
    ceramic: {
      grams: 1.2,
      price: 0.95,
      says: [
        'Glazed ceramic warms through with one rinse of hot water.',
        'The ceramic is slip-cast, hence the sharp ribs.',
      ],
    },
    aluminium: {
      grams: 0.8,
      price: 0.85,
      says: ['Aluminium keeps the weight down to {weight}.'],
      also: {
        'moka pot': [
          'Cast aluminium takes the heat quickly and evenly.',
          'Leave the aluminium unpolished; it brews better with a patina.',
        ],
        'coffee grinder': ['The aluminium body is turned from a bar.'],
      },
    },
  },
  details: [
    {
      topic: 'seal',
      suits: ['French press', 'moka pot'],
      says: [
        'The seal is silicone and costs next to nothing to replace.',
        'A spare gasket lies in the box.',
        'Its lid turns to close the spout.',
      ],
    },
    {
      topic: 'burr',
      suits: ['coffee grinder'],
      says: [
        'The burrs are hardened to 58 on the Rockwell scale.',
        'A folding crank makes it fit a coat pocket.',
        'A band of silicone keeps it still in the hand.',
        'The catch cup is magnetic.',
      ],
    },
    {
      topic: 'machine',
      suits: ['espresso machine'],
      says: [
        'The portafilter is as wide as the one in cafés, 58 mm.',
        'A dial shows the pressure as it builds.',
        'The drip tray lifts out like a drawer.',
        'Cups warm on top while the boiler heats.',
      ],
    },
    {
      topic: 'filter',
      suits: ['pour-over dripper'],
      says: [
        'It takes ordinary cone papers of size two.',
        'A silicone collar keeps your fingers off the heat.',
        'Twenty unbleached papers come with it.',
        'A window near the base shows the cup filling.',
      ],
    },
    {
      topic: 'washing',
      facts: { dishwasher_safe: true },
      of: ['glass', 'ceramic', 'stoneware'],
      says: [
        'The dishwasher may have it.',
        'Put it in the dishwasher, top rack.',
        'All parts survive the dishwasher.',
        'It is dishwasher safe down to the last screw.',
      ],
    },
    {
      topic: 'washing',
      facts: { dishwasher_safe: false },
      suits: ['moka pot'],
      of: ['aluminium'],
      says: [
        'Rinse it with water only, never in the dishwasher.',
        'The dishwasher would turn it grey, so rinse by hand.',
      ],
    },
    {
      topic: 'handle',
      suits: ['French press', 'moka pot'],
      says: [
        'The handle clears your knuckles by a good finger.',
        'Ash wood makes a handle that stays cool.',
        'A rest for the thumb helps at the last drop.',
      ],
    },
  ],
};

const knives: CategoryVocabulary = {
  slug: 'knives',
  code: 'KNV',
  products: 8,
  colours: [],
  sizeOption: 'handle',
  sizes: [
    { label: 'walnut' },
    { label: 'black composite', grams: 1.06, price: 0.92 },
    { label: 'olive wood', grams: 1.02, price: 1.08 },
  ],
  sizesEach: 2,
  kinds: [
    {
      noun: 'chef’s knife',
      title: '{name} {blade_cm} cm Chef’s Knife',
      materials: ['stainless steel', 'carbon steel', 'layered steel'],
      builds: [
        { facts: { blade_cm: 16 }, grams: 165, price: 82 },
        { facts: { blade_cm: 20 }, grams: 205, price: 96 },
        { facts: { blade_cm: 24 }, grams: 245, price: 112 },
      ],
      openings: [
        'A chef’s knife with a {blade_cm} cm blade, curved for rocking and heavy enough to help.',
        'Onions, herbs, a whole cabbage: the {blade_cm} cm {name} is the one knife to own if you own one.',
        'Balanced where the finger sits, with {blade_cm} cm of edge before it.',
      ],
    },
    {
      noun: 'paring knife',
      title: '{name} {blade_cm} cm Paring Knife',
      materials: ['stainless steel', 'carbon steel'],
      builds: [
        { facts: { blade_cm: 8 }, grams: 62, price: 34 },
        { facts: { blade_cm: 10 }, grams: 74, price: 38 },
      ],
      openings: [
        'A paring knife of {blade_cm} cm for work done in the hand: hulling, coring, peeling.',
        'The {name} is {blade_cm} cm long and as nimble as a pencil.',
      ],
    },
    {
      noun: 'bread knife',
      title: '{name} {blade_cm} cm Bread Knife',
      materials: ['stainless steel', 'layered steel'],
      builds: [
        { facts: { blade_cm: 23 }, grams: 190, price: 72 },
        { facts: { blade_cm: 26 }, grams: 215, price: 80 },
      ],
      openings: [
        'A bread knife whose {blade_cm} cm of pointed waves bite into crust and spare the crumb.',
        'Sourdough gives way to the {name}; tomatoes do too, along all its {blade_cm} cm.',
      ],
    },
    {
      noun: 'vegetable cleaver',
      title: '{name} {blade_cm} cm Vegetable Cleaver',
      materials: ['carbon steel', 'stainless steel', 'layered steel'],
      builds: [{ facts: { blade_cm: 17 }, grams: 230, price: 94 }],
      openings: [
        'A thin vegetable cleaver, {blade_cm} cm long, that doubles as a spatula for what it has cut.',
        'Straight-edged and tall, the {name} chops down rather than rocks, with {blade_cm} cm to do it.',
      ],
    },
  ],
  materials: {
    'stainless steel': {
      grams: 1,
      price: 0.95,
      says: [
        'The stainless steel is hardened to 57 Rockwell: easily sharpened, hard to chip.',
        'Forged stainless steel runs in one piece from tip to tang.',
        'Stainless steel of a German type forgives a wet draining board.',
      ],
    },
    'carbon steel': {
      grams: 1,
      price: 1.05,
      says: [
        'Carbon steel takes the finest edge and asks to be wiped dry.',
        'The carbon steel will turn blue and grey with use, as it ought to.',
        'Bare carbon steel, ground thin by hand.',
      ],
    },
    'layered steel': {
      grams: 1.05,
      price: 1.55,
      says: [
        'The layered steel has thirty-three sheets round a hard core, and a pattern like water.',
        'Layered steel, hammered so that slices fall away.',
        'The layered steel was folded, forged and etched.',
      ],
    },
  },
  details: [
    {
      topic: 'edge',
      says: [
        'The edge is ground at fifteen degrees a side.',
        'It comes sharp enough to shave a radish.',
        'A few strokes on a steel each week keep it keen.',
        'The spine is rounded so that it does not bite back.',
      ],
    },
    {
      topic: 'washing',
      facts: { dishwasher_safe: false },
      says: [
        'Never put it in the dishwasher.',
        'Dishwashers blunt it; a sponge does not.',
        'Wash it by hand, keep it from the dishwasher, and put it away dry.',
        'The handle and the edge both dislike the dishwasher.',
      ],
    },
    {
      topic: 'handle',
      says: [
        'The handle is shaped for either hand.',
        'Three brass rivets hold the scales.',
        'The bolster is slim and lets you sharpen the whole length.',
        'The handle is glued as well as riveted, without a gap for water.',
      ],
    },
    {
      topic: 'box',
      says: [
        'A cardboard sheath comes with it and should be kept.',
        'We sharpen it free once a year.',
        'Every blade carries a number.',
        'The maker grinds thirty of these in a day, no more.',
      ],
    },
  ],
};

const tableware: CategoryVocabulary = {
  slug: 'tableware',
  code: 'TAB',
  products: 8,
  colours: ['white', 'sand', 'ink blue', 'celadon', 'graphite', 'blush'],
  coloursEach: 3,
  kinds: [
    {
      noun: 'plates',
      title: '{name} {Material} Dinner Plates, Set of {pieces}',
      materials: ['stoneware', 'porcelain', 'enamelled steel'],
      builds: [
        { facts: { pieces: 4 }, grams: 2800, price: 64 },
        { facts: { pieces: 6 }, grams: 4200, price: 92 },
      ],
      openings: [
        'A set of {pieces_word} dinner plates, 27 cm across, with a rim low enough to hide a spoonful of sauce.',
        'The {name} plates, {pieces_word} to a box, stack without scraping.',
      ],
    },
    {
      noun: 'mugs',
      title: '{name} {Material} Mugs, Set of {pieces}',
      materials: ['stoneware', 'porcelain', 'enamelled steel'],
      builds: [
        { facts: { pieces: 2 }, grams: 720, price: 32 },
        { facts: { pieces: 4 }, grams: 1440, price: 54 },
      ],
      openings: [
        'A box of {pieces_word} mugs, a third of a litre each, with handles that fit three fingers.',
        'Tea people and coffee people agreed on the {name}; hence {pieces_word} mugs to a set.',
        'A set of {pieces_word} mugs, narrow at the top to keep the heat in.',
      ],
    },
    {
      noun: 'bowls',
      title: '{name} {Material} Bowls, Set of {pieces}',
      materials: ['stoneware', 'porcelain', 'acacia wood'],
      builds: [
        { facts: { pieces: 4 }, grams: 1900, price: 52 },
        { facts: { pieces: 6 }, grams: 2850, price: 74 },
      ],
      openings: [
        'Wide bowls for soup, pasta and muesli, {pieces_word} of them.',
        'With {pieces_word} bowls in the {name} set there is always one left for the cat.',
      ],
    },
    {
      noun: 'tumblers',
      title: '{name} {Material} Tumblers, Set of {pieces}',
      materials: ['glass', 'recycled glass'],
      builds: [
        { facts: { pieces: 4 }, grams: 1000, price: 36 },
        { facts: { pieces: 6 }, grams: 1500, price: 48 },
      ],
      openings: [
        'Straight tumblers, {pieces_word} of them, for water, wine and whatever is left of the flowers.',
        'The {name} tumblers come as {pieces_word} and nest two deep.',
      ],
    },
  ],
  materials: {
    stoneware: {
      grams: 1.1,
      price: 1,
      says: [
        'Iron-flecked stoneware, glazed thinly where the hand goes.',
        'The stoneware is fired at 1,260 °C and rings when tapped.',
        'A reactive glaze makes each piece of stoneware differ from its neighbour.',
      ],
    },
    porcelain: {
      grams: 0.85,
      price: 1.2,
      says: [
        'Fine porcelain, translucent at the rim.',
        'The porcelain is tougher than its thinness suggests.',
        'Unglazed outside, polished inside, the porcelain feels like a pebble.',
      ],
    },
    'enamelled steel': {
      grams: 0.6,
      price: 0.7,
      says: [
        'Enamelled steel chips in time and goes on working.',
        'Two coats of enamel cover the steel, rolled rim included.',
      ],
    },
    'acacia wood': {
      grams: 0.75,
      price: 0.9,
      colours: ['natural'],
      says: [
        'Acacia wood, oiled, with the grain running right through.',
        'The acacia wood is turned green and dried afterwards.',
      ],
    },
    glass: {
      grams: 0.95,
      price: 0.95,
      colours: ['clear', 'smoke', 'amber'],
      says: [
        'Tempered glass breaks into crumbs rather than daggers, and seldom.',
        'Pressed glass with a heavy foot.',
      ],
    },
    'recycled glass': {
      grams: 1.1,
      price: 1.05,
      colours: ['sea green', 'clear'],
      says: [
        'Recycled glass traps a few bubbles, and no two are alike.',
        'The recycled glass was bottles last year.',
      ],
    },
  },
  details: [
    {
      topic: 'washing',
      facts: { dishwasher_safe: true },
      of: ['stoneware', 'porcelain', 'glass', 'recycled glass'],
      says: [
        'Dishwasher and microwave are both allowed.',
        'It can face the dishwasher daily.',
        'Dishwasher proof, tested over five hundred cycles.',
        'Let the dishwasher do them.',
        'Five years in a canteen’s dishwasher changed nothing about them.',
      ],
    },
    {
      topic: 'washing',
      facts: { dishwasher_safe: false },
      of: ['acacia wood', 'enamelled steel'],
      says: [
        'By hand, please, and not in the dishwasher.',
        'A dishwasher would dull them.',
        'Wipe them rather than dishwash them.',
      ],
    },
    {
      topic: 'more',
      says: [
        'Single pieces can be bought again later.',
        'They are packed in pulp, not in foam.',
        'The shape was drawn for small cupboards.',
        'A set makes a present that nobody has to exchange.',
      ],
    },
    {
      topic: 'more',
      of: ['stoneware', 'porcelain'],
      says: [
        'The foot is ground so it does not scratch the table.',
        'Seconds are sold off at the pottery, so these are firsts.',
      ],
    },
    {
      topic: 'table',
      says: [
        'They suit a weekday soup as well as a feast.',
        'Food looks good on them, even toast.',
        'The colours were chosen to be mixed.',
        'A matt surface keeps the candlelight soft.',
      ],
      of: ['stoneware', 'porcelain', 'acacia wood', 'enamelled steel'],
    },
  ],
};

export const kitchen: Vocabulary = {
  department: 'kitchen',
  categories: [cookware, coffee, knives, tableware],
};
