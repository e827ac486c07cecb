import type { CatalogueRecord } from '../src/import/catalogue-record.ts';

type AttributeWord = Extract<CatalogueRecord, { type: 'attribute_word' }>;
type Comparative = Extract<CatalogueRecord, { type: 'comparative' }>;

/**
 * What shoppers call a measure beside its label, and the kinds of things whose measure it is: a "20 litre" something is meant
 * of the tank in a coffee machine and of the whole of a backpack. A word may name several; the unit tells them apart.
 */
const names: Readonly<Record<string, readonly string[]>> = {
  screen_in: ['screen', 'screen size', 'display', 'diagonal', 'monitor', 'television', 'tv', 'telly'],
  laptop_in: ['laptop', 'notebook', 'macbook'],
  capacity_l: [
    ...[
      'capacity',
      'volume',
      'backpack',
      'rucksack',
      'daypack',
      'bag',
      'suitcase',
      'luggage',
      'duffel',
      'holdall',
    ],
    ...[
      'weekender',
      'tote',
      'pannier',
      'pack',
      'cool box',
      'cooler',
      'box',
      'basket',
      'bin',
      'crate',
      'storage',
    ],
    ...['pan', 'saucepan', 'frying pan', 'casserole', 'stockpot', 'pot', 'wok', 'rice cooker', 'slow cooker'],
    ...['pressure cooker', 'air fryer', 'fryer', 'food processor', 'processor', 'kettle', 'blender', 'mixer'],
    ...['watering can', 'planter', 'jug', 'carafe', 'canister', 'water carrier', 'bowl'],
  ],
  capacity_ml: [
    ...[
      'capacity',
      'volume',
      'bottle',
      'water bottle',
      'flask',
      'vacuum flask',
      'thermos',
      'mug',
      'cup',
      'glass',
    ],
    ...['tumbler', 'jar', 'teapot', 'coffee press', 'french press', 'cafetiere', 'hydration reservoir'],
    ...['carafe', 'jug', 'canister', 'shaker', 'decanter'],
  ],
  tank_l: ['tank', 'water tank', 'water reservoir'],
  blade_cm: ['blade', 'knife', 'cleaver', 'santoku', 'blade length'],
  heel_cm: ['heel', 'heels', 'heeled', 'heel height'],
  drop_mm: ['drop', 'heel drop'],
  brim_cm: ['brim'],
  width_cm: ['wide', 'wider', 'narrower', 'scarf width'],
  width_mm: ['wide', 'wider', 'narrower', 'belt', 'wallet'],
  length_cm: ['long', 'length', 'scarf'],
  length_m: ['long', 'length', 'string lights', 'fairy lights', 'light string'],
  inseam_in: ['inseam', 'running shorts', 'shorts'],
  load_kg: ['load', 'maximum load', 'load capacity', 'carrying', 'supporting'],
  battery_h: ['battery', 'runtime', 'run time', 'playtime', 'playback', 'battery lasting'],
  hot_h: ['hot', 'warm', 'keeps warm', 'keep hot', 'keeps drinks hot'],
  power_w: ['power', 'wattage', 'powerful'],
  lumens: ['bright', 'brightness'],
  kelvin: ['light temperature', 'white light'],
  noise_db: ['noise', 'noise level', 'loud', 'quiet'],
  pressure_bar: ['pump', 'pump pressure'],
  refresh_hz: ['refresh', 'refresh rate'],
  capacity_mah: ['power bank', 'battery capacity'],
  impedance_ohm: ['impedance'],
  comfort_c: ['comfort', 'comfort rating', 'sleeping bag'],
  gsm: ['cloth', 'fabric weight'],
  r_value: ['r-value', 'insulation'],
  berths: ['berths', 'person', 'man'],
  cards: ['card slots'],
  ports: ['usb ports'],
  seats: ['seater'],
  tiers: ['shelves'],
  hooded: ['hood'],
};

/** Phrases that bound the amount behind them. */
const bounds: readonly Omit<AttributeWord, 'type'>[] = [
  { phrase: 'good to', attribute: 'comfort_c', bound: 'AT_MOST' },
  { phrase: 'good down to', attribute: 'comfort_c', bound: 'AT_MOST' },
  { phrase: 'down to', attribute: 'comfort_c', bound: 'AT_MOST' },
  { phrase: 'warm to', attribute: 'comfort_c', bound: 'AT_MOST' },
  { phrase: 'rated to', attribute: 'comfort_c', bound: 'AT_MOST' },
  { phrase: 'comfortable to', attribute: 'comfort_c', bound: 'AT_MOST' },
  { phrase: 'hot for', attribute: 'hot_h', bound: 'AT_LEAST' },
  { phrase: 'warm for', attribute: 'hot_h', bound: 'AT_LEAST' },
  { phrase: 'holds up to', attribute: 'load_kg', bound: 'AT_LEAST' },
  { phrase: 'supports up to', attribute: 'load_kg', bound: 'AT_LEAST' },
  { phrase: 'loads up to', attribute: 'load_kg', bound: 'AT_LEAST' },
];

export const attributeWords: readonly AttributeWord[] = [
  ...Object.entries(names).flatMap(([attribute, phrases]) =>
    phrases.map((phrase): AttributeWord => ({ type: 'attribute_word', phrase, attribute })),
  ),
  ...bounds.map((word): AttributeWord => ({ type: 'attribute_word', ...word })),
];

/** Words that compare, by what they compare; what also is a thing or says something else ("cooler") counts only in a comparison. */
const more: Readonly<Record<string, readonly string[]>> = {
  capacity_l: [
    'bigger',
    'larger',
    'biggest',
    'largest',
    'roomier',
    'roomiest',
    'more spacious',
    'bigger capacity',
    'larger capacity',
  ],
  capacity_ml: ['bigger', 'larger', 'biggest', 'largest', 'bigger capacity', 'larger capacity'],
  berths: ['roomier', 'roomiest', 'more spacious'],
  screen_in: [
    'bigger',
    'larger',
    'biggest',
    'largest',
    'bigger screen',
    'larger screen',
    'bigger display',
    'larger display',
  ],
  tank_l: ['bigger tank', 'larger tank', 'bigger water tank', 'larger water tank'],
  blade_cm: ['longer blade', 'bigger blade'],
  heel_cm: ['higher heel', 'higher heels'],
  brim_cm: ['wider brim'],
  width_cm: ['wider'],
  width_mm: ['wider'],
  battery_h: [
    ...[
      'longer battery',
      'longer battery life',
      'better battery',
      'better battery life',
      'more battery life',
    ],
    ...['bigger battery', 'longer lasting', 'longer-lasting battery', 'longest battery life'],
  ],
  capacity_mah: ['bigger battery'],
  power_w: [
    'more powerful',
    'most powerful',
    'stronger',
    'more power',
    'higher wattage',
    'louder',
    'loudest',
  ],
  lumens: ['brighter', 'brightest', 'more light'],
  kelvin: ['cooler light', 'colder light'],
  refresh_hz: ['higher refresh rate', 'faster refresh rate', 'faster refresh'],
  pressure_bar: ['more pressure', 'higher pressure'],
  tog: ['warmer', 'warmest'],
  r_value: ['better insulated', 'more insulated'],
  hot_h: ['hot for longer', 'warm for longer'],
  load_kg: ['sturdier', 'sturdiest', 'stronger'],
  ports: ['more ports'],
  cards: ['more cards', 'more card slots'],
  seats: ['more seats'],
  drawers: ['more drawers'],
};

const less: Readonly<Record<string, readonly string[]>> = {
  noise_db: ['quieter', 'quietest', 'less noisy', 'less loud', 'not too loud', 'not too noisy', 'quiet'],
  capacity_l: ['smaller', 'smallest', 'less bulky', 'more compact', 'not too big'],
  capacity_ml: ['smaller', 'smallest', 'not too big'],
  screen_in: ['smaller', 'smallest', 'smaller screen', 'smaller display'],
  heel_cm: ['lower heel', 'lower heels'],
  drop_mm: ['lower drop', 'less drop'],
  width_cm: ['narrower'],
  width_mm: ['narrower', 'slimmer', 'slimmest'],
  power_w: ['less powerful', 'lower wattage', 'less power'],
  lumens: ['dimmer', 'less bright', 'not too bright'],
  kelvin: ['warmer light'],
  tog: ['cooler', 'less warm', 'not too warm'],
};

const alsoThings: ReadonlySet<string> = new Set(['warmer', 'cooler', 'dimmer', 'stronger']);

export const comparatives: readonly Comparative[] = (
  [
    [more, 'MORE'],
    [less, 'LESS'],
  ] as const
).flatMap(([words, direction]) =>
  Object.entries(words).flatMap(([measure, list]) =>
    list.map(
      (word): Comparative => ({
        type: 'comparative',
        word,
        measure,
        direction,
        ...(alsoThings.has(word) ? { bare: false } : {}),
      }),
    ),
  ),
);
