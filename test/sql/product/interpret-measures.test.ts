import { describe, expect, it } from 'vitest';
import { inTransaction } from '../../harness/in-transaction.ts';
import { useDatabase } from '../../harness/use-database.ts';
import { readMeasures } from './measure-reading.ts';

const database = useDatabase('demo');

type Case = [text: string, ...read: string[]];

const bounded: Case[] = [
  ['tent under 1 kg', '“under 1 kg” weight_grams < 1000'],
  ['tent of at most 1,5 kg', '“at most 1,5 kg” weight_grams <= 1500'],
  ['jacket under 2 lb', '“under 2 lb” weight_grams < 907.18474'],
  ['boots up to 900g', '“up to 900g” weight_grams <= 900'],
  ['a tent lighter than two kilos', '“lighter than two kilos” weight_grams < 2000'],
  ['boots no heavier than 1 kg', '“no heavier than 1 kg” weight_grams <= 1000'],
  ['nothing over 2 kg', '“nothing over 2 kg” weight_grams <= 2000'],
  ['tent not lighter than 1 kg', '“not lighter than 1 kg” weight_grams >= 1000'],
  ['tent <2 kg', '“<2 kg” weight_grams < 2000'],
  ['tent >= 2 kg', '“>= 2 kg” weight_grams >= 2000'],
  ['backpack at least 20 litres', '“at least 20 litres” capacity_l >= 20'],
  ['backpack at least 20000 ml', '“at least 20000 ml” capacity_l >= 20'],
  ['flask at least 0.5 l', '“at least 0.5 l” capacity_ml >= 500'],
  ['backpack around 20 litres', '“around 20 litres” 16 <= capacity_l <= 24'],
  ['backpack 20-30 litres', '“20-30 litres” 20 <= capacity_l <= 30'],
  ['backpack 20 l – 30 l', '“20 l – 30 l” 20 <= capacity_l <= 30'],
  ['backpack between 20 and 30 l', '“between 20 and 30 l” 20 <= capacity_l <= 30'],
  ['backpack from 20 to 30 litres', '“from 20 to 30 litres” 20 <= capacity_l <= 30'],
  ['backpack from 20 litres up', '“from 20 litres up” capacity_l >= 20'],
  ['20 or more litres backpack', '“20 or more litres” capacity_l >= 20'],
  ['over 10 l and under 20 l backpack', '“over 10 l” capacity_l > 10', '“under 20 l” capacity_l < 20'],
  ['lamp up to 65 w', '“up to 65 w” power_w <= 65'],
  ['kettle under 1.5 kW', '“under 1.5 kW” power_w < 1500'],
  ['monitor 27 inches or more', '“27 inches or more” screen_in >= 27'],
  ['screen of at least 70 cm', '“at least 70 cm” screen_in >= 27.559055118'],
  ['55+ inch tv', '“55+ inch” screen_in >= 55'],
  ['tv 55"+', '“55"+” screen_in >= 55'],
  ['tv 50" to 55"', '“50" to 55"” 50 <= screen_in <= 55'],
  ['heel at most 2 inches', '“at most 2 inches” heel_cm <= 5.08'],
  ['wallet at most 30 mm wide', '“at most 30 mm wide” width_mm <= 30'],
  ['scarf wider than 30 cm', '“wider than 30 cm” width_cm > 30'],
  ['grinder quieter than 70 dB', '“quieter than 70 dB” noise_db < 70'],
  ['battery at least 30 hours', '“at least 30 hours” battery_h >= 30'],
  ['sleeping bag good to -10', '“good to -10” comfort_c <= -10'],
  ['sleeping bag rated to 14 °F', '“rated to 14 °F” comfort_c <= -10'],
  ['sleeping bag, comfort below −5 °C', '“below −5 °C” comfort_c < -5'],
  ['lamp below 3000 K', '“below 3000 K” kelvin < 3000'],
  ['power bank over 20,000 mAh', '“over 20,000 mAh” capacity_mah > 20000'],
  ['charger with at least 2 ports', '“at least 2 ports” ports >= 2'],
  ['wallet with 10 or more cards', '“10 or more cards” cards >= 10'],
  ['tent sleeps at least four', '“sleeps at least four” berths >= 4'],
  ['espresso machine over 130 psi', '“over 130 psi” pressure_bar > 8.963184477'],
  ['r-value of at least 4', '“r-value of at least 4” r_value >= 4'],
  ['shelf for a load of at least 100 kg', '“at least 100 kg” load_kg >= 100'],
  ['tent under a kilo', '“under a kilo” weight_grams < 1000'],
  ['jacket under half a kilo', '“under half a kilo” weight_grams < 500'],
  ['tent lighter than a kilo', '“lighter than a kilo” weight_grams < 1000'],
  ['heel under an inch', '“under an inch” heel_cm < 2.54'],
  ['bottle over one and a half litres', '“over one and a half litres” capacity_ml > 1500'],
  ['running shorts, inseam under 5 1/2 inches', '“under 5 1/2 inches” inseam_in < 5.5'],
  ['boots under 2 lb 3 oz', '“under 2 lb 3 oz” weight_grams < 992.233309375'],
  ['tent for 4 people under 3 kg', '“under 3 kg” weight_grams < 3000'],
  ['mat for two dogs under 2 kg', '“under 2 kg” weight_grams < 2000'],
  ['boots for men under 1 kg', '“under 1 kg” weight_grams < 1000'],
  ['headphones with a battery of at least 30 hours', '“at least 30 hours” battery_h >= 30'],
  ['smaller than my 40 l backpack', '“smaller than my 40 l” capacity_l < 40'],
  ['lighter than my 2 kg tent', '“lighter than my 2 kg” weight_grams < 2000'],
  ['bottle 500ml-750ml', '“500ml-750ml” 500 <= capacity_ml <= 750'],
  ['under 1kg and over 500g', '“under 1kg” weight_grams < 1000', '“over 500g” weight_grams > 500'],
  [
    'backpack at least 20l but no more than 30l',
    '“at least 20l” capacity_l >= 20',
    '“no more than 30l” capacity_l <= 30',
  ],
  ['20l+ backpack', '“20l+” capacity_l >= 20'],
  ['backpack <1kg', '“<1kg” weight_grams < 1000'],
  ['laptop sleeve up to 13.3"', '“up to 13.3"” laptop_in <= 13.3'],
  ['scarf 75cm or wider', '“75cm or wider” width_cm >= 75'],
  ['scarf no wider than 80 cm', '“no wider than 80 cm” width_cm <= 80'],
  ['duvet 13.5 tog or warmer', '“13.5 tog or warmer” tog >= 13.5'],
  ['backpack of 20-ish litres', '“20-ish litres” 16 <= capacity_l <= 24'],
  ['a 30 litre or so backpack', '“30 litre or so” 24 <= capacity_l <= 36'],
  ['tent for 4 to 6 person', '“4 to 6 person” 4 <= berths <= 6'],
  ['lamp with at least 1,000 lumens', '“at least 1,000 lumens” lumens >= 1000'],
];

const bare: Case[] = [
  ['27 inch monitor', '“27 inch” screen_in = 27'],
  ['27" monitor', '“27"” screen_in = 27'],
  ["27'' monitor", "“27''” screen_in = 27"],
  ['13in laptop bag', '“13in” laptop_in = 13'],
  ['13 in laptop bag', '“13 in” laptop_in = 13'],
  ['20L backpack', '“20L” capacity_l = 20'],
  ['1.5-litre rice cooker', '“1.5-litre” capacity_l = 1.5'],
  ['twenty-five litre backpack', '“twenty-five litre” capacity_l = 25'],
  ['0.5 l bottle', '“0.5 l” capacity_ml = 500'],
  ['8 inch blade knife', '“8 inch” blade_cm = 20.32'],
  ['1600 watt blender', '“1600 watt” power_w = 1600'],
  ['4-port charger', '“4-port” ports = 4'],
  ['tent that sleeps 4', '“sleeps 4” berths = 4'],
  ['comfort -8 °C', '“-8 °C” comfort_c = -8'],
  ['half a litre bottle', '“half a litre” capacity_ml = 500'],
  ['half-litre bottle', '“half-litre” capacity_ml = 500'],
  ['running shorts with a 5½ inch inseam', '“5½ inch” inseam_in = 5.5'],
  ['1/2 inch heel', '“1/2 inch” heel_cm = 1.27'],
  ['1,5 l kettle', '“1,5 l” capacity_l = 1.5'],
  ['3-seater sofa', '“3-seater” seats = 3'],
  ['4-person tent', '“4-person” berths = 4'],
  ['bottle 17 fl oz', '“17 fl oz” capacity_ml = 502.750002563'],
];

const left: string[] = [
  'red dress',
  'under $20',
  'tv 1.299,00 €',
  '2 in 1 jacket',
  'size 13 in black',
  'shoes size 10 L',
  'size 5 m awning',
  'jeans 30/34',
  'w32 l34 jeans',
  '24 cm frying pan',
  'cushion 50 x 70 cm',
  '4k tv',
  '10k run t-shirt',
  '5g phone case',
  '2 bar stools',
  '1000 piece jigsaw',
  '50mm lens bag',
  'poster one foot in the door',
  '"level 42" record',
  'under the sink organiser',
  '99999999999999999999999 kg bag',
  'iphone-10 case',
  'from 9 to 5',
  'desk that goes up in under 10 minutes',
  'i sit over 8 hours a day',
  'bag for trips from 2 to 5 days',
  'at least 30 hours',
  'robe for a man over 200 lbs',
  'for people under 6 ft',
  'bed for a dog over 30 kg',
  'crate for someone who weighs over 100 kg',
  'light around a bar',
  'stools at a bar',
  'tent under a kilo and a half',
  'rug 160x230',
  'rug 160 x 230 cm',
  '2 x 3 m rug',
  'rug 2.5m x 3m',
  '2.5 x 3 rug',
  '10"x12" frame',
  "bed for 6'2",
  "curtain under 6'2 inch",
  '10-inch frying pan',
  'coffee €5/kg',
  '6-pack glasses',
  '24/7 alarm',
  '100% cotton shirt',
  '5kg dumbbell',
  'tent as light as possible',
  'tent, the lighter the better',
];

const undecided: Case[] = [
  [
    'shelf under a metre wide',
    'ignored “under a metre wide”: several could be meant: Width (cm), Width (mm); say which',
  ],
  [
    'blanket under 60 cm',
    'ignored “under 60 cm”: several could be meant: Blade (cm), Brim (cm), Heel height (cm), Heel-to-toe drop (mm) …; say which',
  ],
  ['disk over 500 GB', 'ignored “over 500 GB”: nothing here is measured in “GB”'],
  [
    'dive watch waterproof to 50 m',
    'ignored “to 50 m”: of “Waterproof” the catalogue says only whether, not how much',
  ],
];

describe('product.interpret_measures', () => {
  it.each(bounded)('demands what is bounded: %s', async (text, ...read) => {
    expect((await readMeasures(database, text)).read).toEqual(read.map((line) => `demand ${line}`));
  });

  it.each(bare)('prefers what stands bare, and leaves its words: %s', async (text, ...read) => {
    const found = await readMeasures(database, text);
    expect(found.read).toEqual(read.map((line) => `prefer ${line}`));
    expect(found.residue).toBe(text.toLowerCase());
  });

  it.each(left.map((text) => [text]))('takes no measure from: %s', async (text) => {
    expect((await readMeasures(database, text)).read).toEqual([]);
  });

  it.each(undecided)('says why it cannot tell: %s', async (text, ...read) => {
    expect((await readMeasures(database, text)).read).toEqual(read);
  });

  it('reads by a unit, a name and an attribute from the moment they are rows', () =>
    inTransaction(database, async (db) => {
      expect((await readMeasures(db, 'waterproof to 2 furlongs')).read).toEqual([]);
      await db.query(`
        insert into product.unit (code, dimension, factor, signs) values ('fur', 'length', 201.168, '{furlong}');
        insert into product.attribute (name, label, type, unit) values ('depth_m', 'Depth', 'number', 'm');
        insert into product.attribute_word (phrase, attribute, bound) values ('waterproof to', 'depth_m', 'AT_LEAST')`);
      expect((await readMeasures(db, 'waterproof to 2 furlongs')).read).toEqual([
        'demand “waterproof to 2 furlongs” depth_m >= 402.336',
      ]);
    }));

  it('takes the only length that is recorded only in its very unit', () =>
    inTransaction(database, async (db) => {
      await db.query(`update product.attribute set interpretable = name = 'screen_in' where type = 'number'`);
      expect((await readMeasures(db, 'sleeve under 20 inches')).read).toEqual([
        'demand “under 20 inches” screen_in < 20',
      ]);
      expect((await readMeasures(db, 'cable over 2 m')).read).toEqual([
        'ignored “over 2 m”: nothing here is measured in “m”',
      ]);
    }));
});
