import { describe, expect, it } from 'vitest';
import { inTransaction } from '../../harness/in-transaction.ts';
import { interpret, search, skus } from '../fixture/ask.ts';
import { useShop } from '../fixture/use-shop.ts';

const shop = useShop();

/** The demands that were read out of a text, as their labels, and the pieces that were set aside. */
async function read(text: string): Promise<{ demands: string[]; ignored: string[]; residue: string }> {
  const { constraints, ignored, residue } = await interpret(shop, text);
  return {
    demands: constraints.filter(({ span }) => span !== null).map(({ label }) => label),
    ignored: ignored.map(({ span }) => span!.text),
    residue,
  };
}

describe('a wish does not become a demand', () => {
  it.each([
    'speaker for the evenings in the kitchen',
    'pan to use in kitchen',
    'coat for temperatures below 10',
    'coat for below 0',
    'jacket rated over 4',
    'pan with a rating above 4.5',
    'boots, sizes from 38 to 40',
    'boots size about 42',
  ])('of any kind: "%s"', async (text) => {
    expect((await read(text)).demands).toEqual([]);
  });

  it.each([
    ['jacket not leather, black, size M', ['material not leather', 'size: m'], 'jacket, black'],
    ['jacket not leather and black', ['material not leather'], 'jacket and black'],
    ['not black, not red, jacket', ['colour not black', 'colour not red'], 'jacket'],
  ])('nor a refusal, behind a comma or "and": "%s"', async (text, demands, residue) => {
    expect(await read(text)).toEqual({ demands, ignored: [], residue });
  });

  it.each([
    [
      'jacket not leather, suede or black',
      ['material not leather', 'material not suede', 'colour not black'],
    ],
    ['jacket without leather and suede', ['material not leather', 'material not suede']],
    ['scarf not by Acme or Nordhem', ['not by Acme', 'not by Nordhem']],
  ])('while more of the same kind is refused with the first: "%s"', async (text, demands) => {
    expect((await read(text)).demands).toEqual(demands);
  });

  it('for the value of a draft, which nobody can buy', async () => {
    await inTransaction(shop, async (database) => {
      await database.query(
        `update product.variant set options = '{"colour": "plaid"}' where variant_id = 101`,
      );
      const { constraints } = await interpret(database, 'jacket in plaid');
      expect(constraints.map(({ kind }) => kind)).toEqual(['CURRENT_PRICE']);
    });
  });
});

describe('a refusal does not become a wish', () => {
  it.each([
    'jacket that is not made of leather',
    'jacket not made from leather',
    'jacket, I do not want leather',
    "jacket that isn't leather",
    'jacket that isn’t leather',
    'jacket, nothing in leather',
    'jacket, not the leather',
  ])('where words stand between: "%s"', async (text) => {
    const { demands, residue } = await read(text);
    expect(demands).toEqual(['material not leather']);
    expect(residue).not.toContain('leather');
  });

  it('where the attribute is named', async () => {
    expect(await read('jacket not size M')).toEqual({
      demands: ['size not m'],
      ignored: [],
      residue: 'jacket',
    });
  });

  it.each([
    ['jacket in stock or not', 'in stock or not', 'jacket'],
    ['jacket not in stock', 'not in stock', 'jacket'],
    ['jacket, which does not have to be in stock', 'does not have to be in stock', 'jacket'],
    ["jacket that isn't available", "isn't available", 'jacket'],
  ])('nor the demand to be in stock: "%s"', async (text, ignored, residue) => {
    expect(await read(text)).toEqual({ demands: [], ignored: [ignored], residue });
  });
});

describe('what is demanded', () => {
  it('empties no page for the stop words beside it', async () => {
    const page = await search(shop, { text: 'is it available in blue' });
    expect([page.retrieval.mode, page.retrieval.degraded, page.interpretation.residue]).toEqual([
      'BROWSE',
      null,
      '',
    ]);
    expect(await skus(shop, { text: 'is it available in blue' })).toEqual([
      'BJ-BLUE-L',
      'DJ-BLUE-M',
      'JN-30-34',
    ]);
    expect((await search(shop, { text: 'it' })).items).toEqual([]);
  });

  it('takes the word for a price with it', async () => {
    expect(await read('priced below $50')).toEqual({ demands: ['under $50.00'], ignored: [], residue: '' });
    expect(await read('scarf that costs less than 50')).toEqual({
      demands: ['under $50.00'],
      ignored: [],
      residue: 'scarf',
    });
  });

  it('is the attribute that more variants have, where two know the value', async () => {
    await inTransaction(shop, async (database) => {
      await database.query(`insert into product.attribute (name, label) values ('lining', 'Lining')`);
      await database.query(
        `update product.product set attributes = '{"lining": "leather"}' where product_id = 5`,
      );
      const { constraints } = await interpret(database, 'jacket in leather');
      expect(constraints.map(({ label }) => label)).toEqual(['at a current price', 'material: leather']);
    });
  });

  it('is no bound that no price can have', async () => {
    const { constraints } = await interpret(shop, 'jacket between $1 and $99999999999');
    expect(constraints.map(({ kind }) => kind)).toEqual(['CURRENT_PRICE']);
  });

  it('is read as well in a shop that knows no phrase', async () => {
    await inTransaction(shop, async (database) => {
      await database.query('delete from product.phrase');
      const text = 'show me a jacket not red under $100';
      expect((await interpret(database, text)).residue).toBe(text);
    });
  });
});
