import type { CatalogueRecord } from '../src/import/catalogue-record.ts';

type AttributeRecord = Extract<CatalogueRecord, { type: 'attribute' }>;

/**
 * The attributes that filters and facets may name. `words` are recognised in questions; `labels` are not, since their
 * values ("long", "standard") mean too many other things.
 */
const words: Readonly<Record<string, string>> = {
  colour: 'Colour',
  size: 'Size',
  material: 'Material',
  fit: 'Fit',
  closure: 'Closure',
  lining: 'Lining',
  pattern: 'Pattern',
  filling: 'Filling',
  sole: 'Sole',
  weave: 'Weave',
  connection: 'Connection',
  panel: 'Panel',
  resolution: 'Resolution',
};

const labels: Readonly<Record<string, string>> = {
  neckline: 'Neckline',
  sleeve: 'Sleeve',
  length: 'Length',
  width: 'Width',
  bulb: 'Bulb',
  season: 'Season',
  rise: 'Rise',
  leg: 'Leg',
  support: 'Support',
  cloth: 'Cloth',
  handle: 'Handle',
  layout: 'Layout',
  switches: 'Switches',
  hand: 'Hand',
  mount: 'Mount',
  header: 'Heading',
  fuel: 'Fuel',
};

const numbers: Readonly<Record<string, readonly [label: string, unit: string | null]>> = {
  capacity_l: ['Capacity', 'l'],
  capacity_ml: ['Capacity', 'ml'],
  capacity_g: ['Capacity', 'g'],
  laptop_in: ['Laptop size', 'in'],
  wheels: ['Wheels', null],
  drop_mm: ['Heel-to-toe drop', 'mm'],
  heel_cm: ['Heel height', 'cm'],
  width_mm: ['Width', 'mm'],
  cards: ['Cards', null],
  passports: ['Passports', null],
  keys: ['Keys', null],
  power_w: ['Power', 'W'],
  lumens: ['Brightness', 'lm'],
  tog: ['Warmth', 'tog'],
  kelvin: ['Colour temperature', 'K'],
  battery_h: ['Battery life', 'h'],
  tank_l: ['Water tank', 'l'],
  pressure_bar: ['Pressure', 'bar'],
  blade_cm: ['Blade', 'cm'],
  pieces: ['Pieces', null],
  cups: ['Cups', null],
  slices: ['Slices', null],
  noise_db: ['Noise', 'dB'],
  berths: ['Sleeps', null],
  seasons: ['Seasons', null],
  comfort_c: ['Comfort temperature', '°C'],
  r_value: ['R-value', null],
  hot_h: ['Keeps hot', 'h'],
  ports: ['Ports', null],
  capacity_mah: ['Battery capacity', 'mAh'],
  impedance_ohm: ['Impedance', 'Ω'],
  gsm: ['Cloth weight', 'gsm'],
  inseam_in: ['Inside leg', 'in'],
  length_m: ['Length', 'm'],
  screen_in: ['Screen', 'in'],
  brim_cm: ['Brim', 'cm'],
  width_cm: ['Width', 'cm'],
  length_cm: ['Length', 'cm'],
  refresh_hz: ['Refresh rate', 'Hz'],
  seats: ['Seats', null],
  load_kg: ['Load', 'kg'],
  drawers: ['Drawers', null],
  hooks: ['Hooks', null],
  tiers: ['Tiers', null],
  security: ['Security level of ten', null],
};

const booleans: Readonly<Record<string, string>> = {
  hooded: 'Hooded',
  waterproof: 'Waterproof',
  machine_washable: 'Machine washable',
  dimmable: 'Dimmable',
  rechargeable: 'Rechargeable',
  underfloor_heating: 'Suits underfloor heating',
  certified: 'Certified textile',
  cordless: 'Cordless',
  thermal: 'Thermal',
  blackout: 'Blackout',
  induction: 'Induction',
  dishwasher_safe: 'Dishwasher safe',
  microwave_safe: 'Microwave safe',
  stackable: 'Stackable',
  oven_safe: 'Oven safe',
  non_stick: 'Non-stick',
  wireless: 'Wireless',
  touchscreen: 'Works on touchscreens',
  insulated: 'Insulated',
  rfid: 'RFID blocking',
  curved: 'Curved',
  noise_cancelling: 'Noise cancelling',
  foldable: 'Foldable',
  removable_cover: 'Removable cover',
  extendable: 'Extendable',
  lidded: 'With lid',
  reflective: 'Reflective',
  frost_proof: 'Frost-proof',
  self_watering: 'Self-watering',
  left_handed: 'For left-handers',
};

export const attributes: readonly AttributeRecord[] = [
  ...Object.entries(words).map(([name, label]) => make(name, label, 'text', { interpretable: true })),
  ...Object.entries(labels).map(([name, label]) => make(name, label, 'text', { interpretable: false })),
  ...Object.entries(numbers).map(([name, [label, unit]]) =>
    make(name, label, 'number', { unit, interpretable: false }),
  ),
  ...Object.entries(booleans).map(([name, label]) => make(name, label, 'boolean', { interpretable: false })),
];

function make(
  name: string,
  label: string,
  valueType: 'text' | 'number' | 'boolean',
  options: { unit?: string | null; interpretable: boolean },
): AttributeRecord {
  return { type: 'attribute', name, label, valueType, facetable: true, ...options };
}
