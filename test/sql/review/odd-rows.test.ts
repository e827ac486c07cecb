import { describe, expect, it } from 'vitest';
import type { Database } from '../../../src/db/database.ts';
import type { ItemFilter } from '../../../src/retrieval/page.ts';
import { inTransaction } from '../../harness/in-transaction.ts';
import { refusal, search } from '../fixture/ask.ts';
import { useShop } from '../fixture/use-shop.ts';

// Rows that nobody would write by hand, but an import may: no text fails for them.

const shop = useShop();

const give = (database: Database, colours: string) =>
  database.query(`
    with made as (
      insert into product.product (handle, title, description, category_id, status)
      select 'shade-' || g.n, 'Shade jacket', '', 2, 'active' from generate_series(1, 260) g (n)
      returning product_id, substr(handle, 7) as n
    )
    insert into product.variant (product_id, sku, options)
    select product_id, 'SHADE-' || n, jsonb_build_object('colour', ${colours}) from made`);

const colours = (filter: ItemFilter | null) => (filter?.exclude ?? filter)?.attributes?.[0]?.values ?? [];

describe('a word that hundreds of values have in them', () => {
  it('excludes them all, and its own filter is taken as an argument', () =>
    inTransaction(shop, async (database) => {
      await give(database, `'shade' || n || ' black'`);
      const { interpretation } = await search(database, { text: 'jacket not black' });
      const { key, filter } = interpretation.constraints[1]!;

      expect(key).toBe('EXCLUDE_ATTRIBUTE:colour');
      expect(colours(filter)).toHaveLength(261);
      const again = await search(database, { text: 'jacket', filter });
      expect(colours(again.interpretation.constraints[1]!.filter)).toHaveLength(261);
    }));

  it('demands the value itself and the shortest of the others, 200 in all', () =>
    inTransaction(shop, async (database) => {
      await give(database, `'shade' || n || ' black'`);
      const { interpretation } = await search(database, { text: 'jacket in black' });
      const { key, filter } = interpretation.constraints[1]!;

      expect(key).toBe('ATTRIBUTE:colour');
      expect(colours(filter)).toHaveLength(200);
      expect(colours(filter)[0]).toBe('black');
      expect(colours(filter)).toContain('shade99 black');
      expect(colours(filter)).not.toContain('shade260 black');
      await search(database, { text: 'jacket', filter });
      await search(database, { text: 'black jacket' });
    }));

  it('leaves a value aside that no filter takes', () =>
    inTransaction(shop, async (database) => {
      await give(database, `case when n = '1' then repeat('very ', 220) || 'black' else 'plaid' end`);
      const { interpretation } = await search(database, { text: 'jacket not black' });
      expect(colours(interpretation.constraints[1]!.filter)).toEqual(['black']);
    }));
});

describe('an amount that no filter takes', () => {
  const constraints = async (database: Database, text: string) => {
    const { interpretation } = await search(database, { text });
    return [interpretation.constraints.slice(1).map(({ label }) => label), interpretation.residue];
  };

  it.each([
    ['drive of at least 999999999999 gb', ['capacity at least 999999999999 GB']],
    ['drive of at least 9999999999999 gb', []],
    ['drive of at least 999999999 tb', ['capacity at least 999999999000 GB']],
    ['drive of at least 999999999999 tb', []],
  ])('is left alone: %s', async (text, labels) => {
    expect((await constraints(shop, text))[0]).toEqual(labels);
  });

  it.each(['jacket under -5 kg', 'jacket under 0 kg', 'jacket at least 0 kg', 'jacket over -5 kg'])(
    'is a weight that nothing has: %s',
    async (text) => {
      const [read, residue] = await constraints(shop, text);
      expect(read).toEqual([]);
      expect(residue).toMatch(/\d kg$/);
    },
  );

  it('has at most nine places', async () => {
    const [row] = await shop.query<{ range: unknown }>(
      `select product.measure_range(row(1, 1, 1, 1, 1, 1, 1.00000000000049, 1.00000000000049, null, 'capacity',
         'PRICE_AT_LEAST', true, false, null)::product.measure) as range`,
    );
    expect(row!.range).toEqual({ name: 'capacity', min: '1' });
  });

  it('is any of an attribute that is no number, though a row bounds it', () =>
    inTransaction(shop, async (database) => {
      await database.query(`
        insert into product.attribute (name, label, type) values ('watertight', 'Watertight', 'boolean');
        insert into product.attribute_word (phrase, attribute, bound)
        values ('watertight to', 'watertight', 'AT_LEAST'), ('coloured', 'colour', 'AT_MOST')`);
      for (const text of ['jacket watertight to 50', 'jacket watertight to 50 m', 'jacket coloured 20 cm'])
        expect((await constraints(database, text))[0]).toEqual([]);
    }));
});

describe('a row that says nothing sound is refused', () => {
  it.each([
    `unit (code, dimension, factor, signs) values ('x', 'mass', 'NaN', '{x}')`,
    `unit (code, dimension, factor, signs) values ('x', 'mass', 'Infinity', '{x}')`,
    `unit (code, dimension, factor, signs) values ('x', 'mass', 1e12, '{x}')`,
    `unit (code, dimension, factor, zero, signs) values ('x', 'mass', 1, 'NaN', '{x}')`,
    `unit (code, dimension, factor, zero, signs) values ('x', 'mass', 1, '-Infinity', '{x}')`,
    `numeral (word, value) values ('umpteen', 'NaN')`,
    `numeral (word, value) values ('umpteen', 'Infinity')`,
    `numeral (word, value) values ('umpteen', 1e9)`,
    `value_synonym (attribute, term, value) values ('colour', 'dark', repeat('x', 201))`,
  ])('%s', async (row) => {
    expect(await refusal(shop.query(`insert into product.${row}`))).toMatchObject({ code: '23514' });
  });
});
