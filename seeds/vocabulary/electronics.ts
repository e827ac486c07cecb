import type { CategoryVocabulary, Vocabulary } from '../vocabulary.ts';

const headphones: CategoryVocabulary = {
  slug: 'headphones',
  code: 'HDP',
  products: 10,
  colours: ['black', 'white', 'silver', 'midnight blue', 'sand', 'moss'],
  coloursEach: 3,
  kinds: [
    {
      noun: 'over-ear headphones',
      title: '{name} Over-Ear Headphones with {battery_h} h Battery',
      facts: { connection: 'Bluetooth', wireless: true, noise_cancelling: true },
      builds: [
        { facts: { battery_h: 30 }, grams: 260, price: 189 },
        { facts: { battery_h: 45 }, grams: 285, price: 249 },
        { facts: { battery_h: 24 }, grams: 240, price: 149 },
      ],
      openings: [
        'Wireless over-ear headphones that cancel the drone of trains and run {battery_h} hours on a charge.',
        'Noise cancelling is what the {name} does first, and {battery_h} hours of music is what follows.',
        'Put them on and the office goes away, for {battery_h} hours if need be.',
      ],
    },
    {
      noun: 'studio headphones',
      title: '{name} Wired Studio Headphones, {impedance_ohm} Ω',
      facts: { connection: 'cable', wireless: false },
      builds: [
        { facts: { impedance_ohm: 38 }, grams: 275, price: 119 },
        { facts: { impedance_ohm: 80 }, grams: 295, price: 149 },
        { facts: { impedance_ohm: 250 }, grams: 340, price: 259 },
      ],
      openings: [
        'Closed studio headphones with a coiled cable, {impedance_ohm} ohms and nothing to charge.',
        'The {name} tells you what is wrong with the mix; its {impedance_ohm} ohms suit a proper headphone socket.',
        'Wired, plain and repairable: headphones of {impedance_ohm} ohms for people who edit.',
      ],
    },
    {
      noun: 'earbuds',
      title: '{name} True Wireless Earbuds, {battery_h} h',
      facts: { connection: 'Bluetooth', wireless: true },
      builds: [
        { facts: { battery_h: 6, noise_cancelling: false }, grams: 48, price: 69 },
        {
          facts: { battery_h: 8, noise_cancelling: true },
          grams: 52,
          price: 129,
          says: [
            'Microphones on both sides cancel steady noise and let voices through on request.',
            'Noise cancelling comes in two strengths, street and cabin.',
          ],
        },
      ],
      openings: [
        'Earbuds without a cable anywhere, good for {battery_h} hours and thrice that with the case.',
        'The {name} weighs less than a coin in each ear and plays {battery_h} hours.',
        'Small, sweat-proof earbuds, {battery_h} hours from full to silent.',
      ],
    },
    {
      noun: 'on-ear headphones',
      title: '{name} On-Ear Headphones, {battery_h} h',
      facts: { connection: 'Bluetooth', wireless: true, noise_cancelling: false },
      builds: [
        { facts: { battery_h: 50 }, grams: 165, price: 79 },
        { facts: { battery_h: 35 }, grams: 150, price: 59 },
      ],
      openings: [
        'Folding on-ear headphones at {weight}, wireless, with {battery_h} hours between sockets.',
        'The {name} rests on the ear rather than round it and lasts {battery_h} hours.',
        'Cheerful on-ear headphones for podcasts and pavements, {battery_h} hours at a time.',
      ],
    },
  ],
  details: [
    {
      topic: 'sound',
      says: [
        'The bass is present and knows its place.',
        'Voices come out clear, even when the music is crowded.',
        'Drivers of 40 mm handle strings and sub-bass alike.',
        'Cymbals fade instead of fizzing.',
        'The tuning is even, a little shy at the very top.',
      ],
      suits: ['over-ear headphones', 'studio headphones', 'on-ear headphones'],
    },
    {
      topic: 'sound',
      says: [
        'The sound is warm and a little forward.',
        'Single drivers of 10 mm keep the tuning coherent.',
        'They play quietly well, which few do.',
      ],
      suits: ['earbuds'],
    },
    {
      topic: 'comfort',
      says: [
        'Memory foam under soft covers adapts to glasses.',
        'The headband spreads the pressure, and the third hour is like the first.',
        'Ear pads click off for washing or replacing.',
        'Steel sliders keep their setting.',
        'The cups swivel flat for a coat pocket.',
        'Hinges of metal, not of hope, hold the cups.',
        'They sit lightly enough to be forgotten until someone waves.',
      ],
      suits: ['over-ear headphones', 'studio headphones', 'on-ear headphones'],
    },
    {
      topic: 'comfort',
      says: [
        'Four sizes of silicone tips are in the box.',
        'A short fin holds them in on a run.',
        'They sit flush, so a helmet strap does not catch.',
      ],
      suits: ['earbuds'],
    },
    {
      topic: 'charging',
      says: [
        'Ten minutes at a USB-C cable give three hours.',
        'They charge by USB-C and can be used while they do.',
        'A full charge takes ninety minutes.',
        'The battery can be exchanged in a workshop.',
      ],
      suits: ['over-ear headphones', 'on-ear headphones', 'earbuds'],
    },
    {
      topic: 'cable',
      says: [
        'Its cable locks in and can be replaced.',
        'A screw-on adapter turns the small plug into a large one.',
        'Three metres of cable reach from desk to piano.',
      ],
      suits: ['studio headphones'],
    },
    {
      topic: 'talk',
      says: [
        'Calls are clear in wind up to a brisk walk.',
        'They connect to two devices at once.',
        'An equaliser in the app has five bands and no account to open.',
        'Buttons, real ones, can be found by feel.',
        'Take one off and the music waits.',
      ],
      suits: ['over-ear headphones', 'on-ear headphones', 'earbuds'],
    },
  ],
};

const speakers: CategoryVocabulary = {
  slug: 'speakers',
  code: 'SPK',
  products: 9,
  colours: ['black', 'walnut', 'stone', 'green', 'off-white'],
  coloursEach: 2,
  kinds: [
    {
      noun: 'portable speaker',
      title: '{name} {power_w} W Portable Speaker',
      colours: ['black', 'green', 'red', 'sand'],
      facts: { connection: 'Bluetooth', wireless: true, waterproof: true },
      builds: [
        { facts: { power_w: 10, battery_h: 12 }, grams: 540, price: 69 },
        { facts: { power_w: 20, battery_h: 18 }, grams: 880, price: 119 },
        { facts: { power_w: 40, battery_h: 20 }, grams: 1650, price: 199 },
      ],
      openings: [
        'A portable speaker of {power_w} W that floats, face up, and plays for {battery_h} hours.',
        'Rain, sand and a drop on the patio leave the {name} as it was; {power_w} W leave the neighbours informed, for {battery_h} hours.',
        'Waterproof, rubber-footed and {battery_h} hours strong, with {power_w} W to fill a beach hut.',
      ],
    },
    {
      noun: 'bookshelf speakers',
      title: '{name} {power_w} W Bookshelf Speakers',
      colours: ['walnut', 'black', 'off-white'],
      facts: { connection: 'cable', wireless: false },
      builds: [
        { facts: { power_w: 50 }, grams: 7800, price: 229 },
        { facts: { power_w: 80 }, grams: 10400, price: 379 },
      ],
      openings: [
        'A pair of two-way bookshelf speakers for {power_w} W amplifiers and rooms with books in them.',
        'The {name} pair makes a small room sound well read, with {power_w} W at their ease.',
        'Passive speakers, {power_w} W a side, that ask only for decent stands and a spare wall.',
      ],
    },
    {
      noun: 'smart speaker',
      title: '{name} {power_w} W Wi-Fi Speaker',
      colours: ['walnut', 'black', 'stone'],
      facts: { connection: 'Wi-Fi', wireless: true },
      builds: [
        { facts: { power_w: 25 }, grams: 1400, price: 129 },
        { facts: { power_w: 60 }, grams: 2900, price: 249 },
      ],
      openings: [
        'A Wi-Fi speaker of {power_w} W with a switch that really does cut off its microphone.',
        'Several of the {name} play in step through the house, {power_w} W in every room.',
        'Radio from anywhere, {power_w} W, one dial: a network speaker for people who do not like networks.',
      ],
    },
    {
      noun: 'soundbar',
      title: '{name} {power_w} W Soundbar',
      colours: ['black', 'off-white'],
      facts: { connection: 'HDMI', wireless: false },
      builds: [
        { facts: { power_w: 80 }, grams: 2600, price: 159 },
        { facts: { power_w: 160 }, grams: 4100, price: 289 },
      ],
      openings: [
        'A soundbar of {power_w} W that makes mumbling actors intelligible.',
        'Slide the {name} under the screen, plug in one HDMI cable, and {power_w} W do the rest.',
      ],
    },
  ],
  details: [
    {
      topic: 'sound',
      suits: ['portable speaker', 'smart speaker', 'soundbar'],
      says: [
        'It stays composed when turned up late at night.',
        'Two passive radiators help out below 70 hertz.',
        'The tuning is neutral, with a shade of warmth.',
        'Speech keeps its consonants at any volume.',
        'The bass is tidy and stops when it is told to.',
      ],
    },
    {
      topic: 'sound',
      suits: ['bookshelf speakers'],
      says: [
        'A paper cone and a silk dome share the work.',
        'Cellos have wood and breath.',
        'They throw a wide picture, even from a shelf.',
      ],
    },
    {
      topic: 'body',
      suits: ['portable speaker', 'smart speaker', 'soundbar'],
      says: [
        'Woven cloth covers the front and can be swapped.',
        'Its edges are rounded to calm the sound waves.',
        'The controls are on top, with a click to each.',
        'A status light can be switched off for good.',
      ],
    },
    {
      topic: 'body',
      suits: ['bookshelf speakers'],
      says: [
        'The cabinets are braced inside and glued without screws.',
        'Magnetic grilles come off to show the drivers.',
        'Real veneer runs round the corners unbroken.',
      ],
    },
    {
      topic: 'use',
      says: [
        'Two of them pair as left and right.',
        'It wakes in under a second.',
        'USB-C charges it, and charges your phone in turn.',
        'A strap loop takes a carabiner.',
      ],
      suits: ['portable speaker'],
    },
    {
      topic: 'use',
      says: [
        'Gold-plated posts take bare wire or plugs.',
        'Foam bungs for the ports are included, for corners.',
        'They are matched in pairs to half a decibel.',
      ],
      suits: ['bookshelf speakers'],
    },
    {
      topic: 'use',
      says: [
        'Six presets are keys on the unit, not entries in a menu.',
        'Updates come by cable too, if you prefer.',
        'It learns the room by listening to itself once.',
      ],
      suits: ['smart speaker'],
    },
    {
      topic: 'use',
      says: [
        'A night mode keeps explosions from waking the children.',
        'The remote of your television works it at once.',
        'It hangs on two screws, template enclosed.',
      ],
      suits: ['soundbar'],
    },
    {
      topic: 'energy',
      says: [
        'On standby it draws less than half a watt.',
        'No cloud is needed after the first evening.',
        'It switches itself off after twenty silent minutes.',
        'The power supply is built in, so no brick lies on the floor.',
      ],
      suits: ['smart speaker', 'soundbar'],
    },
  ],
};

const televisions: CategoryVocabulary = {
  slug: 'televisions',
  code: 'TEL',
  products: 9,
  colours: ['black'],
  coloursEach: 1,
  sizeOption: 'mount',
  sizes: [{ label: 'stand' }, { label: 'wall mount', grams: 0.96, price: 1.03 }],
  sizesEach: 2,
  kinds: [
    {
      noun: 'LED television',
      title: '{name} {screen_in}-Inch LED Television',
      facts: { panel: 'LED' },
      builds: [
        { facts: { screen_in: 32, power_w: 38 }, grams: 4300, price: 229 },
        { facts: { screen_in: 43, power_w: 62 }, grams: 7900, price: 349 },
        { facts: { screen_in: 55, power_w: 95 }, grams: 13800, price: 479 },
      ],
      openings: [
        'A {screen_in}-inch LED television with a clear menu, three HDMI sockets and a sleep timer that works.',
        'For kitchens, caravans or the wall opposite the sofa, the {name} shows {screen_in} inches of even picture at about {power_w} W.',
        'Plain LED behind {screen_in} inches of matt screen: little glare, and {power_w} W on the meter.',
      ],
    },
    {
      noun: 'OLED television',
      title: '{name} {screen_in}-Inch OLED Television',
      facts: { panel: 'OLED' },
      builds: [
        { facts: { screen_in: 48, power_w: 85 }, grams: 14200, price: 999 },
        { facts: { screen_in: 55, power_w: 105 }, grams: 16500, price: 1249 },
        { facts: { screen_in: 65, power_w: 140 }, grams: 22400, price: 1690 },
      ],
      openings: [
        'An OLED television of {screen_in} inches, on which black is simply off.',
        'Night scenes are where the {name} earns its keep: {screen_in} inches of OLED and not a cloud of grey.',
        'Each dot of these {screen_in} inches makes its own light, {power_w} W of it on an average evening.',
      ],
    },
    {
      noun: 'mini-LED television',
      title: '{name} {screen_in}-Inch Mini-LED Television',
      facts: { panel: 'mini-LED' },
      builds: [
        { facts: { screen_in: 55, power_w: 120 }, grams: 17200, price: 849 },
        { facts: { screen_in: 75, power_w: 190 }, grams: 33500, price: 1490 },
      ],
      openings: [
        'A mini-LED television bright enough for a room with curtains open, {screen_in} inches across.',
        'Five hundred zones of light behind {screen_in} inches give the {name} depth by day.',
        'Big-match size at {screen_in} inches, and as bright as its {power_w} W suggest.',
      ],
    },
  ],
  details: [
    {
      topic: 'motion',
      says: [
        'A 120 Hz panel keeps the ball round.',
        'Motion smoothing is off from the factory, thank goodness.',
        'Games switch it to low delay without asking.',
        'Panning shots stay sharp at a hundred frames.',
        'Old films keep their grain.',
        'Skin looks like skin in the factory setting.',
      ],
    },
    {
      topic: 'sound',
      says: [
        'Its speakers face forward and do not need help with the news.',
        'Sound of 20 W comes from under the screen.',
        'A headphone socket has its own volume.',
        'The sound is thin below middle C, so think of a soundbar.',
        'Dialogue is lifted a little, as it should be.',
      ],
    },
    {
      topic: 'remote',
      says: [
        'The remote has thirty large keys and lights up when lifted.',
        'The menu has two levels and no advertisements.',
        'It comes on with the channel you left.',
        'You can run it without an account.',
        'Voice search waits for a button to be pressed.',
        'One key brings up subtitles.',
      ],
    },
    {
      topic: 'frame',
      says: [
        'The frame is 6 mm wide on three sides.',
        'Cables leave through the foot.',
        'Feet can be set wide or narrow, to suit the shelf.',
        'The back is flat enough to hang close to the wall.',
        'The stand leaves room for a soundbar in front of the glass.',
        'A matt coating keeps the window out of the picture.',
      ],
    },
    {
      topic: 'tuner',
      says: [
        'Terrestrial, cable and satellite tuners are on board.',
        'Two tuners record one programme while you watch another.',
        'It reads films from a USB disk of any common format.',
        'The guide covers a week at a glance.',
        'Recording to a disk is allowed, and stays yours.',
      ],
    },
  ],
};

export const electronics: Vocabulary = {
  department: 'electronics',
  categories: [headphones, speakers, televisions],
};
