import { describe, expect, it } from 'vitest';
import { converse, readDecision } from '../fixture/converse.ts';
import { useShop } from '../fixture/use-shop.ts';

const shop = useShop();

const call = async (name: string, given: unknown) =>
  (await shop.query<{ kept: unknown }>(`select audit.${name}($1) as kept`, [JSON.stringify(given)]))[0]!.kept;

describe('of the message of an error the decision log keeps', () => {
  it.each([
    ['there is no brand "Quillfeather"', 'there is no brand …'],
    ['options.sort is "a" Quillfeather "b"', 'options.sort is …'],
    ['is "cut \\" Quillfeather, expected one', 'is …'],
    ["no 'Quillfeather' here", 'no …'],
    ['no ‘Quillfeather’ here', 'no …'],
    ['no «Quillfeather» here', 'no …'],
    ['no `Quillfeather` here', 'no …'],
    ['no “Quillfeather” here', 'no …'],
    ['no\n"Quillfeather\nQuillfeather"', 'no\n…'],
    ["k is 0; that is not the caller's to say", "k is 0; that is not the caller's to say"],
  ])('what stands before the first quotation: %s', async (message, kept) => {
    expect(await call('bare_error', { code: 'BAD_FILTER', message })).toEqual({
      code: 'BAD_FILTER',
      message: kept,
    });
  });

  it('nothing, where the code is none of ours', async () => {
    expect(await call('bare_error', { code: 'ENOENT', message: 'no Quillfeather' })).toEqual({
      code: 'ENOENT',
      message: '',
    });
  });
});

describe('of a filter the decision log keeps', () => {
  const filter = {
    price: { max: '145' },
    attributes: [
      { name: 'colour', values: ['Quillfeather', 'BLACK'] },
      { name: 'weight_grams', max: '2', unit: 'kg' },
    ],
    exclude: {
      products: ['quillfeather', 'frying-pan'],
      attributes: [{ name: 'colour', values: ['quillfeather'] }],
    },
  };
  const kept = {
    ...filter,
    attributes: [{ name: 'colour', values: [null, 'BLACK'] }, filter.attributes[1]],
    exclude: { products: [null, 'frying-pan'], attributes: [{ name: 'colour', values: [null] }] },
  };

  it('what the catalogue knows, and null in place of the rest', async () => {
    expect(await call('bare_filter', filter)).toEqual(kept);
    expect(await call('bare_filter', { brands: ['Acme'] })).toEqual({ brands: ['Acme'] });
    expect(await call('bare_filter', null)).toBeNull();
  });

  it('as little in what is understood, and in the checks of the rows', async () => {
    const turn = { filter: { ...filter, attributes: filter.attributes.slice(0, 1) }, k: 10 };
    const first = await converse(shop, 'jacket', turn);
    expect(first.page.items.length).toBeGreaterThan(0);
    const decision = await readDecision(shop, first.decisionId);
    expect(decision.request).toMatchObject({ filter: { attributes: kept.attributes.slice(0, 1) } });
    expect(decision.interpretation).toMatchObject({
      constraints: expect.arrayContaining([
        expect.objectContaining({
          key: 'ATTRIBUTE:colour',
          label: 'ATTRIBUTE:colour',
          filter: { attributes: [{ name: 'colour', values: ['black', null] }] },
        }),
        expect.objectContaining({ key: 'PRICE_MAX', label: 'at most $145.00' }),
      ]),
    });
    // The next turn is held to it too, and relaxations name what could be given up.
    const next = await converse(shop, 'made of wool under $3', { conversation: first.conversationId });
    for (const id of [first.decisionId, next.decisionId])
      expect(JSON.stringify(await readDecision(shop, id))).not.toMatch(/quillfeather/i);
    expect(JSON.stringify(next.page.interpretation)).toMatch(/quillfeather/);
  });

  it('of dismissals those that name what the catalogue knows', async () => {
    const options = {
      dismiss: ['PRICE_MAX', 'ATTRIBUTE:colour', 'COMPARATIVE:price', 'ATTRIBUTE:quillfeather'],
    };
    expect(await call('bare_request', { k: 1, filter: null, options })).toEqual({
      k: 1,
      filter: null,
      options: { dismiss: options.dismiss.slice(0, 3) },
    });
  });
});
