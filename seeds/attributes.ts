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
  sole: 'Sole',
  weave: 'Weave',
  connection: 'Connection',
  panel: 'Panel',
};

const labels: Readonly<Record<string, string>> = {
  neckline: 'Neckline',
  sleeve: 'Sleeve',
  length: 'Length',
  width: 'Width',
  bulb: 'Bulb',
  season: 'Season',
  cloth: 'Cloth',
  handle: 'Handle',
  mount: 'Mount',
};

const numbers: Readonly<Record<string, readonly [label: string, unit: string | null]>> = {
  capacity_l: ['Capacity', 'l'],
  capacity_ml: ['Capacity', 'ml'],
  capacity_g: ['Capacity', 'g'],
  laptop_in: ['Laptop size', 'in'],
  wheels: ['Wheels', null],
  drop_mm: ['Heel-to-toe drop', 'mm'],
  power_w: ['Power', 'W'],
  lumens: ['Brightness', 'lm'],
  battery_h: ['Battery life', 'h'],
  tank_l: ['Water tank', 'l'],
  pressure_bar: ['Pressure', 'bar'],
  blade_cm: ['Blade', 'cm'],
  pieces: ['Pieces', null],
  berths: ['Sleeps', null],
  seasons: ['Seasons', null],
  comfort_c: ['Comfort temperature', '°C'],
  impedance_ohm: ['Impedance', 'Ω'],
  screen_in: ['Screen', 'in'],
};

const booleans: Readonly<Record<string, string>> = {
  hooded: 'Hooded',
  waterproof: 'Waterproof',
  machine_washable: 'Machine washable',
  dimmable: 'Dimmable',
  rechargeable: 'Rechargeable',
  underfloor_heating: 'Suits underfloor heating',
  certified: 'Certified textile',
  induction: 'Induction',
  dishwasher_safe: 'Dishwasher safe',
  oven_safe: 'Oven safe',
  wireless: 'Wireless',
  noise_cancelling: 'Noise cancelling',
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
