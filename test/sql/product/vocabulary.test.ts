import { describe, expect, it } from 'vitest';
import type { Queryable } from '../../../src/db/database.ts';
import { inTransaction } from '../../harness/in-transaction.ts';
import { useShop } from '../fixture/use-shop.ts';

const shop = useShop();

async function classesOf(database: Queryable, text: string, word: string): Promise<string[]> {
  const rows = await database.query<{ named: string }>(
    `select l.class || coalesce(' ' || l.name, '') || coalesce(' ' || l.value, '') as named
     from (select product.read_words($1) as reading) r
     cross join lateral unnest((r.reading).lexemes) l
     where array_to_string((r.reading).forms[l.first:l.last], ' ') = $2
     order by 1`,
    [text, word],
  );
  return rows.map(({ named }) => named);
}

describe('product.scan_words', () => {
  it.each([
    ['Under $1,299.00', ['under', '$', '1,299.00']],
    ['non-stick 4k 30/34', ['non', 'stick', '4', 'k', '30', '34']],
    ['the men’s Café jacket', ['the', 'mens', 'cafe', 'jacket']],
    ['H&M, black & decker', ['h', 'and', 'm', 'black', 'and', 'decker']],
    ['−10 °C', ['−', '10', '°', 'c']],
    ['🎁 socks!', ['🎁', 'socks']],
    ['…?!', []],
  ])('cuts %j', async (text, forms) => {
    const rows = await shop.query<{ form: string }>(
      'select s.form from product.scan_words($1) s order by s.place',
      [text],
    );
    expect(rows.map(({ form }) => form)).toEqual(forms);
  });

  it('says where each word stands, in code points, so that the text can be put together again', async () => {
    const text = '  Ünder $1,299.00: “fünf” 🎁-Jäckchen (XL) …';
    const rows = await shop.query<{ start: number; behind: number; gap: string }>(
      'select s.start, s.behind, s.gap from product.scan_words($1) s order by s.place',
      [text],
    );
    const points = [...text];
    const again = rows
      .map(({ start, behind, gap }) => gap + points.slice(start - 1, behind - 1).join(''))
      .join('');
    expect(text.startsWith(again)).toBe(true);
    expect(text.slice(again.length)).toBe(') …');
  });
});

describe('product.term', () => {
  it.each([
    ['T-Shirts', 't shirt'],
    ["Men's Dresses", 'mens dress'],
    ['USB-C', 'usb c'],
    ['…', null],
  ])('folds %j to %j', async (name, term) => {
    expect(await shop.query('select product.term($1) as term', [name])).toEqual([{ term }]);
  });
});

describe('the live vocabulary', () => {
  it('knows a value with the statement that first writes it', async () => {
    const [before, after] = await inTransaction(shop, async (connection) => {
      const first = await classesOf(connection, 'in petrol please', 'petrol');
      await connection.query(
        `update product.variant as v set options = v.options || '{"colour": "Petrol"}'
         where v.variant_id = (select min(o.variant_id) from product.offer o where o.audience is null)`,
      );
      return [first, await classesOf(connection, 'in petrol please', 'petrol')];
    });
    expect(before).toEqual([]);
    expect(after).toEqual(['VALUE colour petrol']);
  });

  it('forgets a value that nothing sold has any more, and finds it again by another product than its first', async () => {
    const [sold, gone, other] = await inTransaction(shop, async (connection) => {
      const change = (product: string, value: string) =>
        connection.query(
          `update product.variant as v set options = v.options || jsonb_build_object('colour', $2::text)
           where v.product_id = (select p.product_id from product.product p where p.audience is null and p.status = 'active'
             order by p.product_id offset $1::integer limit 1)`,
          [product, value],
        );
      await change('0', 'petrol');
      const first = await classesOf(connection, 'petrol', 'petrol');
      await change('0', 'plum');
      const second = await classesOf(connection, 'petrol', 'petrol');
      await change('1', 'petrol');
      return [first, second, await classesOf(connection, 'petrol', 'petrol')];
    });
    expect(sold).toEqual(['VALUE colour petrol']);
    expect(gone).toEqual([]);
    expect(other).toEqual(['VALUE colour petrol']);
  });

  it('never learns from a restricted or inactive product', async () => {
    const known = await inTransaction(shop, async (connection) => {
      await connection.query(
        `update product.variant as v set options = v.options || '{"colour": "secretgold"}'
         where v.product_id = (select min(p.product_id) from product.product p where p.audience is not null)`,
      );
      await connection.query(
        `update product.variant as v set options = v.options || '{"colour": "draftgold"}'
         where v.product_id = (select min(p.product_id) from product.product p where p.status <> 'active')`,
      );
      return [
        await connection.query(
          "select from product.attribute_value k where k.value in ('secretgold', 'draftgold')",
        ),
        await classesOf(connection, 'secretgold draftgold', 'secretgold'),
        await classesOf(connection, 'secretgold draftgold', 'draftgold'),
      ];
    });
    expect(known[0]).toHaveLength(2);
    expect(known.slice(1)).toEqual([[], []]);
  });

  it('takes longer values for kinds of a shorter one, but what is not really one', async () => {
    const named = await inTransaction(shop, async (connection) => {
      await connection.query(
        `update product.variant as v set attributes = v.attributes || '{"material": ["wool", "recycled wool", "faux wool", "wool twill", "zephyr light"]}'
         where v.product_id = (select min(p.product_id) from product.product p where p.audience is null and p.status = 'active')`,
      );
      return [await classesOf(connection, 'wool', 'wool'), await classesOf(connection, 'zephyr', 'zephyr')];
    });
    expect(named).toEqual([
      ['VALUE material recycled wool', 'VALUE material wool', 'VALUE material wool twill'],
      [],
    ]);
  });

  it('hides what the words of a longer name say alone', async () => {
    const named = await inTransaction(shop, async (connection) => {
      await connection.query(
        "insert into product.phrase (phrase, meaning) values ('less is more', 'LITERAL')",
      );
      return classesOf(connection, 'less is more poster under $20', 'more');
    }).catch(() => classesOf(shop, 'less is more poster under $20', 'more'));
    expect(named).toEqual([]);
  });
});
