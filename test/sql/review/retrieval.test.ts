import { describe, expect, it } from 'vitest';
import type { Queryable } from '../../../src/db/database.ts';
import { inTransaction } from '../../harness/in-transaction.ts';
import { handles, type Question, refusal, search } from '../fixture/ask.ts';
import { useShop } from '../fixture/use-shop.ts';

const shop = useShop();

/** So many products of one title that only wholesale may see, with ids below all others. */
async function addTradeOnly(database: Queryable, title: string, count: number): Promise<void> {
  await database.query(
    `insert into product.product (product_id, handle, title, category_id, status)
     overriding system value select -i, 'trade-' || i, $1, 2, 'active' from generate_series(1, $2::integer) i`,
    [title, count],
  );
  await database.query(
    `insert into product.audience (product_id, customer_group)
     select p.product_id, 'wholesale' from product.product p where p.handle like 'trade-%'`,
  );
}

async function suggested(database: Queryable, prefix: string, k: number): Promise<unknown> {
  const [row] = await database.query<{ answer: unknown }>(
    'select api.suggest(prefix => $1, k => $2) as answer',
    [prefix, k],
  );
  return row!.answer;
}

describe('what the caller may not see', () => {
  it.each([1, 3])('leaves no gap among the suggestions (k %i)', async (k) => {
    await inTransaction(shop, async (database) => {
      const before = await suggested(database, 'ra', k);
      await addTradeOnly(database, 'Raaa', 6 * k);
      expect(await suggested(database, 'ra', k)).toEqual(before);
      expect(before).not.toEqual([]);
    });
  });

  it('hides no product of the same title from an exact match', async () => {
    await inTransaction(shop, async (database) => {
      const ask = async () =>
        (await search(database, { text: 'rain jacket' })).items.map(({ handle, matchedBy }) => [
          handle,
          matchedBy,
        ]);
      const before = await ask();
      expect(before[0]).toEqual(['rain-jacket', expect.arrayContaining(['EXACT'])]);
      await addTradeOnly(database, 'Rain jacket', 20);
      expect(await ask()).toEqual(before);
    });
  });

  it.each(['PIN', 'EXCLUDE'])('is not counted as curation: a draft (%s)', async (action) => {
    await inTransaction(shop, async (database) => {
      await database.query(
        `insert into product.curation (product_id, query_text, action, position)
         values (10, 'parka', $1, case $1 when 'PIN' then 1 end)`,
        [action],
      );
      expect((await search(database, { text: 'parka' })).retrieval.curation).toBeNull();
    });
  });
});

describe('a similarity next to nothing', () => {
  it.each(['1e-50', '-1e-50', '1e-400'])('is a floor like any other: %s', async (value) => {
    // Written by hand: 1e-400 is a number of JSON, and none of JavaScript.
    const [row] = await shop.query<{ total: unknown }>(
      `select api.search('jacket', options => $1) #> '{total,value}' as total`,
      [`{"minSimilarity": ${value}}`],
    );
    const floor = await search(shop, { text: 'jacket', options: { minSimilarity: 0 } });
    expect(row!.total).toBe(floor.total.value);
  });
});

describe('a forged cursor', () => {
  it.each([
    ['jacket but lighter', { weight_grams: -1100 }],
    ['jacket but cheaper', { price: -140 }],
    ['jacket but better rated', { rating: 200 }],
    ['jacket but better rated', { rating: -200 }],
  ])('with what no catalogue has for typical is refused (TSCUR): %s %j', async (text, typical) => {
    const [first] = (await search(shop, { text, k: 1 })).items;
    const content: object = JSON.parse(Buffer.from(first!.cursor, 'base64url').toString());
    const after = Buffer.from(JSON.stringify({ ...content, typical })).toString('base64url');
    expect(await refusal(search(shop, { text, options: { after } }))).toMatchObject({ code: 'TSCUR' });
  });
});

describe('stock that is counted for the first time between two pages', () => {
  /** Handles of a walk one by one; the rain jacket, whose stock is unknown, is counted once it was shown. */
  async function walk(database: Queryable, question: Question, onHand: number): Promise<string[]> {
    const seen: string[] = [];
    for (let after: string | undefined; ; ) {
      const page = await search(database, {
        ...question,
        k: 1,
        options: { ...(question.options as object), ...(after && { after }) },
      });
      seen.push(...page.items.map((item) => item.handle));
      after = page.items.at(-1)?.cursor;
      if (seen.filter((handle) => handle === 'rain-jacket').length === 1 && seen.at(-1) === 'rain-jacket') {
        await database.query(
          'insert into product.stock (product_id, variant_id, location_id, on_hand, reserved) values (5, 51, 1, $1, 0)',
          [onHand],
        );
      }
      if (!page.hasNextPage) return seen;
    }
  }

  it.each([0, 7])('repeats no product and loses none (%i counted)', async (onHand) => {
    await inTransaction(shop, async (database) => {
      const question = { filter: {}, options: { sort: 'NEWEST' } };
      const all = await handles(database, { ...question, k: 100 });
      expect(await walk(database, question, onHand)).toEqual(all);
    });
  });
});

describe('ten thousand changes of stock between two pages', () => {
  it('end no walk early and lose no product', async () => {
    await inTransaction(shop, async (database) => {
      const all = await handles(database, { k: 100 });
      const seen: string[] = [];
      for (let after: string | undefined; ; ) {
        const page = await search(database, { k: 3, options: after ? { after } : {} });
        seen.push(...page.items.map((item) => item.handle));
        if (after === undefined) {
          // Of the product for the trade, which this caller cannot see.
          await database.query(
            `insert into audit.change (product_id, actor, relation, key, before, after)
             select 9, 'import', 'product.stock', '{"variant_id": 91, "location_id": 1}', '{}', '{}' from generate_series(1, 10000)`,
          );
          // All that the second page has sells out.
          await database.query(
            `update product.stock s set on_hand = 0, reserved = 0
             from product.product p
             where p.product_id = s.product_id and p.handle = any ($1::text[])`,
            [all.slice(3, 7)],
          );
        }
        after = page.items.at(-1)?.cursor;
        if (!page.hasNextPage) break;
      }
      expect(seen).toEqual(all);
    });
  });
});

describe('a refinement', () => {
  it('can be sent where the question dismissed as much as may be', async () => {
    const question = {
      text: 'jacket under $500',
      options: { include: ['FACETS'], dismiss: Array.from({ length: 50 }, (_, index) => `KEY_${index}`) },
    };
    const page = await search(shop, question);
    const values = page.facets!.flatMap((facet) => facet.values);
    for (const { apply, selected, count } of values) {
      const next = await search(shop, {
        text: question.text,
        filter: apply.where,
        options: { dismiss: apply.dismiss },
      });
      if (!selected) expect(next.total.value).toBe(count);
    }
  });
});
