import type { CatalogueRecord } from '../../src/import/catalogue-record.ts';

const KINDS =
  'jacket lamp kettle tent backpack boot chair speaker blanket knife rug monitor bottle scarf desk cup'.split(
    ' ',
  );
const MATERIALS = 'leather cotton steel wool oak nylon glass linen ceramic copper bamboo felt'.split(' ');
const QUALITIES =
  'light sturdy folding quiet slim soft padded insulated compact tall bright matte woven ribbed'.split(' ');
const PLACES = 'harbour ridge meadow cellar attic orchard quarry delta summit marsh canyon grove'.split(' ');

/**
 * `count` products for measurements: prices that go with the kind, as in real shops (which is what makes a filter hard for
 * an index of vectors), two variants each, some sold out. The same count gives the same catalogue.
 */
export function* syntheticCatalogue(count: number): Generator<CatalogueRecord> {
  let state = 7;
  const below = (limit: number) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
  const pick = (words: readonly string[]) => words[below(words.length)] as string;
  for (let number = 1; number <= count; number++) {
    const kind = below(KINDS.length);
    const material = pick(MATERIALS);
    const name = `${pick(PLACES)} ${pick(QUALITIES)} ${material} ${KINDS[kind]} ${number}`;
    const amount = (5 + kind * 12 + below(4000) / 100).toFixed(2);
    yield {
      type: 'product',
      handle: `synthetic-${number}`,
      title: name,
      description: `A ${pick(QUALITIES)} ${KINDS[kind]} of ${material}, ${pick(QUALITIES)} and ${pick(QUALITIES)}, for the ${pick(PLACES)}.`,
      category: `goods/${KINDS[kind]}s`,
      brand: `Maker ${below(60)}`,
      attributes: { material },
      variants: ['one', 'two'].map((option) => ({
        sku: `S-${number}-${option}`,
        options: { version: option },
        weightGrams: 100 + below(2000),
        prices: [{ amount, currency: 'USD' }],
        stock: [{ location: 'main', onHand: below(5) }],
      })),
    };
  }
}
