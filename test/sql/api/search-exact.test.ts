import { beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../../src/db/database.ts';
import { inTransaction } from '../../harness/in-transaction.ts';
import { handles, merchant, type Question, search, wholesale } from '../fixture/ask.ts';
import { readFacts, type Variant } from '../fixture/oracle.ts';
import { prove } from '../fixture/prove.ts';
import { useShop } from '../fixture/use-shop.ts';

const shop = useShop();
let facts: Variant[];
beforeAll(async () => {
  facts = await readFacts(shop);
});

/** [handle, sku] of the first item and what it was named by. */
async function first(question: Question, database: Database = shop) {
  const page = await search(database, { k: 100, ...question });
  const item = page.items[0];
  return item === undefined ? [] : [item.handle, item.sku, item.score.exact?.match ?? null];
}

/** Handles of what the question names from end to end. */
async function named(question: Question, database: Database = shop): Promise<string[]> {
  const page = await search(database, { k: 100, ...question });
  return page.items.filter(({ score }) => score.exact !== null).map(({ handle }) => handle);
}

interface Extra {
  id: number;
  title: string;
  sku?: string;
  handle?: string;
  amount?: number;
  onHand?: number;
  status?: 'active' | 'draft';
  group?: string;
}

/** A jacket of no brand that nobody has embedded. */
async function addJacket(db: Database, jacket: Extra): Promise<void> {
  const {
    id,
    title,
    sku = `X-${id}`,
    handle = `x-${id}`,
    amount = 80,
    onHand = 5,
    status = 'active',
  } = jacket;
  await db.query(
    `insert into product.product (product_id, handle, title, category_id, status) values ($1, $2, $3, 2, $4)`,
    [id, handle, title, status],
  );
  await db.query('insert into product.variant (product_id, variant_id, sku) values ($1, $1, $2)', [id, sku]);
  await db.query(
    `insert into product.price (product_id, variant_id, price_list_id, amount, valid) values ($1, $1, 1, $2, '[2021-01-01Z,)')`,
    [id, amount],
  );
  await db.query(
    'insert into product.stock (product_id, variant_id, location_id, on_hand) values ($1, $1, 1, $2)',
    [id, onHand],
  );
  if (jacket.group !== undefined) {
    await db.query('insert into product.audience (product_id, customer_group) values ($1, $2)', [
      id,
      jacket.group,
    ]);
  }
}

describe('a question that is a SKU', () => {
  it.each([
    ['BJ-BLUE-L', 'biker-jacket', 'BJ-BLUE-L'],
    ['bj-blue-l', 'biker-jacket', 'BJ-BLUE-L'],
    ['  Bj-Blue-L\n', 'biker-jacket', 'BJ-BLUE-L'],
    ['BJ-RED-M', 'biker-jacket', 'BJ-RED-M'],
    ['DJ-BLUE-M', 'denim-jacket', 'DJ-BLUE-M'],
    ['dj-blue-l', 'denim-jacket', 'DJ-BLUE-L'],
    ['JN-30-34', 'straight-jeans', 'JN-30-34'],
    ['jn-32-34', 'straight-jeans', 'JN-32-34'],
    ['WS-GREY', 'wool-scarf', 'WS-GREY'],
    ['so-1', 'sink-organiser', 'SO-1'],
    ['ssd-150', 'portable-ssd', 'SSD-150'],
    ['RN-GREEN-M', 'rain-jacket', 'RN-GREEN-M'],
    ['lv-black-m', 'leather-vest', 'LV-BLACK-M'],
  ])('%j shows that very variant first, though another is cheaper or in stock', async (text, handle, sku) => {
    expect(await first({ text })).toEqual([handle, sku, 'SKU']);
    prove(await search(shop, { text, k: 100 }), facts);
  });

  it('is no question of others: a SKU with more behind it names nothing', async () => {
    expect(await named({ text: 'BJ-BLUE-L jacket' })).toEqual([]);
    expect(await named({ text: 'BJ-BLUE' })).toEqual([]);
    expect(await named({ text: 'J-BLUE-L' })).toEqual([]);
  });

  it('holds beside constraints in the text', async () => {
    expect(await first({ text: 'bj-blue-l in stock' })).toEqual(['biker-jacket', 'BJ-BLUE-L', 'SKU']);
    expect(await first({ text: 'WS-GREY under $40, in stock' })).toEqual(['wool-scarf', 'WS-GREY', 'SKU']);
    expect(await first({ text: 'show me RJ-BLACK-M' })).toEqual(['racer-jacket', 'RJ-BLACK-M', 'SKU']);
  });

  it('shows the variant that meets the constraints where the named one does not', async () => {
    expect(await first({ text: 'BJ-RED-M in stock' })).toEqual(['biker-jacket', 'BJ-BLUE-L', 'SKU']);
    expect(await first({ text: 'BJ-RED-M', filter: { inStock: true } })).toEqual([
      'biker-jacket',
      'BJ-BLUE-L',
      'SKU',
    ]);
    expect(await first({ text: 'BJ-BLUE-L under $150' })).toEqual(['biker-jacket', 'BJ-RED-M', 'SKU']);
    expect(await first({ text: 'dj-blue-m', filter: { price: { min: '80' } } })).toEqual([
      'denim-jacket',
      'DJ-BLUE-L',
      'SKU',
    ]);
  });

  it('never shows what no offer of the product meets', async () => {
    expect(await handles(shop, { text: 'RJ-BLACK-M not leather', k: 100 })).not.toContain('racer-jacket');
    expect(await handles(shop, { text: 'RJ-BLACK-M under $140', k: 100 })).not.toContain('racer-jacket');
    expect(await named({ text: 'RJ-BLACK-M', filter: { categories: ['kitchen'] } })).toEqual([]);
    expect(await named({ text: 'RJ-BLACK-M', filter: { exclude: { products: ['racer-jacket'] } } })).toEqual(
      [],
    );
  });

  it('finds nothing by a SKU of a draft, of an ended price, of another currency or another group', async () => {
    for (const text of ['DR-BLACK-M', 'WP-GREY-M', 'SC-TAN-M', 'DG-BROWN-M', 'CH-100', 'ZJ-BLACK-M']) {
      expect([text, await named({ text })]).toEqual([text, []]);
    }
    expect(await first({ text: 'DG-BROWN-M', options: { currency: 'EUR' } })).toEqual([
      'driving-gloves',
      'DG-BROWN-M',
      'SKU',
    ]);
    expect(await first({ text: 'CH-100', claims: wholesale })).toEqual(['coat-hangers', 'CH-100', 'SKU']);
    expect(await first({ text: 'WP-GREY-M', options: { asOf: '2023-06-01T00:00:00Z' } })).toEqual([
      'winter-parka',
      'WP-GREY-M',
      'SKU',
    ]);
  });

  it('takes signs of patterns and of search syntax as they stand', async () => {
    await inTransaction(shop, async (db) => {
      const skus = ['50%_OFF', 'O\'Neil "7"', 'A\\B', 'a & !b | (c)', 'Ärmel-É', '<->:*'];
      for (const [index, sku] of skus.entries()) {
        await addJacket(db, { id: 700 + index, title: `Plain number ${index}`, sku });
      }
      for (const [index, sku] of skus.entries()) {
        expect(await first({ text: sku.toLowerCase() }, db)).toEqual([`x-${700 + index}`, sku, 'SKU']);
      }
      expect(await named({ text: '50xyzOFF' }, db)).toEqual([]);
      expect(await named({ text: '%' }, db)).toEqual([]);
      expect(await named({ text: 'BJ-BLUE-_' }, db)).toEqual([]);
    });
  });

  it('puts both first where two products have SKUs that differ in case alone', async () => {
    await inTransaction(shop, async (db) => {
      await addJacket(db, { id: 700, title: 'Upper', sku: 'CASE-1' });
      await addJacket(db, { id: 701, title: 'Lower', sku: 'case-1' });
      const page = await search(db, { text: 'Case-1', k: 100 });
      expect(
        page.items
          .slice(0, 2)
          .map(({ sku }) => sku)
          .sort(),
      ).toEqual(['CASE-1', 'case-1']);
      expect(await named({ text: 'case-1' }, db)).toHaveLength(2);
    });
  });
});

describe('a question that is a handle or a title', () => {
  it.each([
    ['racer-jacket', 'racer-jacket', 'HANDLE'],
    ['RACER-JACKET-TWO', 'racer-jacket-two', 'HANDLE'],
    [' cigarette-lighter ', 'cigarette-lighter', 'HANDLE'],
    ['Denim jacket', 'denim-jacket', 'TITLE'],
    ['  wool SCARF ', 'wool-scarf', 'TITLE'],
    ['portable ssd 150 gb', 'portable-ssd', 'TITLE'],
    ['501 straight jeans', 'straight-jeans', 'TITLE'],
    ['Under the sink organiser', 'sink-organiser', 'TITLE'],
    ['leather vest', 'leather-vest', 'TITLE'],
    ['Rain jacket', 'rain-jacket', 'TITLE'],
  ])('%j puts it first, and it alone is named', async (text, handle, match) => {
    expect((await first({ text })).filter((_part, index) => index !== 1)).toEqual([handle, match]);
    expect(await named({ text })).toEqual([handle]);
  });

  it('holds beside constraints in the text and in the arguments', async () => {
    expect(await first({ text: 'suede jacket under $160' })).toEqual(['suede-jacket', 'SJ-TAN-M', 'TITLE']);
    expect(await first({ text: 'denim jacket in stock' })).toEqual(['denim-jacket', 'DJ-BLUE-M', 'TITLE']);
    expect(
      await first({ text: 'wool scarf', filter: { attributes: [{ name: 'colour', values: ['grey'] }] } }),
    ).toEqual(['wool-scarf', 'WS-GREY', 'TITLE']);
    expect(await handles(shop, { text: 'suede jacket under $150', k: 100 })).not.toContain('suede-jacket');
  });

  it('puts all products of that title first, ties by id', async () => {
    expect((await handles(shop, { text: 'racer leather jacket', k: 100 })).slice(0, 2)).toEqual([
      'racer-jacket',
      'racer-jacket-two',
    ]);
    expect(await named({ text: 'racer leather jacket' })).toEqual(['racer-jacket', 'racer-jacket-two']);
  });

  it('puts first what is sold out or uncounted under LAST and SHOW, and hides it under HIDE and in stock', async () => {
    for (const [text, handle] of [
      ['leather vest', 'leather-vest'],
      ['LV-BLACK-M', 'leather-vest'],
      ['rain jacket', 'rain-jacket'],
    ] as const) {
      for (const unavailable of ['LAST', 'SHOW']) {
        expect([unavailable, (await handles(shop, { text, options: { unavailable } }))[0]]).toEqual([
          unavailable,
          handle,
        ]);
      }
      expect(await handles(shop, { text, k: 100, options: { unavailable: 'HIDE' } })).not.toContain(handle);
      expect(await handles(shop, { text, k: 100, filter: { inStock: true } })).not.toContain(handle);
      expect(await handles(shop, { text: `${text} in stock`, k: 100 })).not.toContain(handle);
    }
  });

  it('finds restricted products only for their group and for merchants', async () => {
    for (const text of ['Zibeline leather jacket', 'zibeline-jacket', 'zj-black-m']) {
      expect(await handles(shop, { text, k: 100 })).not.toContain('zibeline-jacket');
      expect(await named({ text })).toEqual([]);
      expect(await named({ text, claims: { group: 'retail' } })).toEqual([]);
      expect((await first({ text, claims: wholesale }))[0]).toBe('zibeline-jacket');
      expect((await first({ text, claims: merchant }))[0]).toBe('zibeline-jacket');
    }
  });

  it('finds it without a vector and without a word that search knows', async () => {
    await inTransaction(shop, async (db) => {
      await addJacket(db, { id: 700, title: 'The', handle: 'the-the' });
      await addJacket(db, { id: 701, title: '!!!' });
      expect(await first({ text: 'the' }, db)).toEqual(['the-the', 'X-700', 'TITLE']);
      expect(await first({ text: '!!!' }, db)).toEqual(['x-701', 'X-701', 'TITLE']);
    });
  });

  it('tells long titles apart that begin with the same 200 letters', async () => {
    await inTransaction(shop, async (db) => {
      const begin = 'ö'.repeat(210);
      await addJacket(db, { id: 700, title: `${begin} One` });
      await addJacket(db, { id: 701, title: `${begin} Two` });
      await addJacket(db, { id: 702, title: 'W'.repeat(1000) });
      expect(await named({ text: `${begin} two` }, db)).toEqual(['x-701']);
      expect(await named({ text: begin }, db)).toEqual([]);
      expect(await named({ text: 'w'.repeat(1000) }, db)).toEqual(['x-702']);
    });
  });
});

describe('a title that reads like constraints', () => {
  const title = 'Under $50 Club Jacket, not leather';

  it('is not interpreted when it is typed exactly, and is found at a price that it seems to forbid', async () => {
    await inTransaction(shop, async (db) => {
      await addJacket(db, { id: 700, title });
      for (const text of [title, title.toLowerCase(), `  ${title.toUpperCase()} `]) {
        const page = await search(db, { text, k: 100 });
        expect(page.items[0]).toMatchObject({
          handle: 'x-700',
          price: { amount: '80.00' },
          score: { exact: { match: 'TITLE' } },
        });
        expect(page.interpretation.constraints.map(({ kind }) => kind)).toEqual(['CURRENT_PRICE']);
        expect(page.interpretation.ignored).toEqual([]);
      }
    });
  });

  it('leaves the arguments in force', async () => {
    await inTransaction(shop, async (db) => {
      await addJacket(db, { id: 700, title });
      expect(await named({ text: title, filter: { price: { max: '80' } } }, db)).toEqual(['x-700']);
      expect(await named({ text: title, filter: { price: { max: '79.99' } } }, db)).toEqual([]);
    });
  });

  it.each<[string, Partial<Extra>]>([
    ['restricted to a group that does not ask', { group: 'wholesale' }],
    ['a draft', { status: 'draft' }],
  ])(
    'is interpreted as ever where the product is %s, so that nothing shows that it exists',
    async (_what, extra) => {
      const before = await search(shop, { text: title, k: 100 });
      await inTransaction(shop, async (db) => {
        await addJacket(db, { id: 700, title, ...extra });
        const page = await search(db, { text: title, k: 100 });
        expect(page.interpretation).toEqual(before.interpretation);
        expect(page.interpretation.constraints.map(({ kind }) => kind)).toContain('PRICE_MAX');
        expect(page.items.map(({ handle }) => handle)).toEqual(before.items.map(({ handle }) => handle));
      });
    },
  );

  it('is not interpreted for the group that the product is for', async () => {
    await inTransaction(shop, async (db) => {
      await addJacket(db, { id: 700, title, group: 'wholesale' });
      const page = await search(db, { text: title, claims: wholesale });
      expect(page.items[0]!.handle).toBe('x-700');
      expect(page.interpretation.constraints.map(({ kind }) => kind)).toEqual(['CURRENT_PRICE']);
    });
  });
});

describe('an exact match', () => {
  it('carries a boost that is more than all the rest, and EXACT among what proposed it', async () => {
    const page = await search(shop, { text: 'Suede jacket', k: 100 });
    const [suede, ...rest] = page.items;
    expect(suede!.matchedBy).toEqual(expect.arrayContaining(['EXACT', 'WORDS', 'MEANING']));
    expect(suede!.score.exact!.boost).toBeGreaterThan(1.2);
    const { fused, lexical, preference, exact } = suede!.score;
    expect(fused).toBeGreaterThanOrEqual(exact!.boost + 0.5 * lexical!.score + preference);
    expect(fused).toBeLessThanOrEqual(exact!.boost + 0.5 * lexical!.score + 0.5 + preference);
    for (const { score, matchedBy } of rest) {
      expect([score.exact, matchedBy.includes('EXACT'), score.fused < fused]).toEqual([null, false, true]);
    }
  });

  it('is matched by nothing else where neither word nor meaning knows a SKU', async () => {
    const page = await search(shop, { text: 'CL-1', k: 100 });
    expect(page.items[0]).toMatchObject({ handle: 'cigarette-lighter', matchedBy: ['EXACT'] });
    expect(page.items[0]!.score.lexical).toBeNull();
    expect(page.retrieval.emptyReason).toBeNull();
    expect(page.total.value).toBe(page.items.length);
  });

  it.each([
    ['PRICE_ASC', (amounts: number[]) => amounts.toSorted((a, b) => a - b)],
    ['PRICE_DESC', (amounts: number[]) => amounts.toSorted((a, b) => b - a)],
  ] as const)('does not override the order %s', async (sort, ordered) => {
    const page = await search(shop, {
      text: 'suede jacket',
      k: 100,
      filter: { inStock: true },
      options: { sort },
    });
    const amounts = page.items.map(({ price }) => Number(price.amount));
    expect(page.items.map(({ handle }) => handle)).toContain('suede-jacket');
    expect(amounts).toEqual(ordered(amounts));
    expect(page.items[0]!.handle).not.toBe('suede-jacket');
  });

  it('comes behind what is in stock under other orders, where it is sold out', async () => {
    expect(
      (await handles(shop, { text: 'leather vest', k: 100, options: { sort: 'PRICE_ASC' } })).at(-1),
    ).toBe('leather-vest');
  });

  it('has no part in meaning alone', async () => {
    for (const text of ['Suede jacket', 'SJ-TAN-M', 'suede-jacket']) {
      expect(await named({ text, options: { mode: 'SEMANTIC' } })).toEqual([]);
    }
    const page = await search(shop, { text: 'Suede jacket', k: 100, options: { mode: 'SEMANTIC' } });
    expect(page.items.flatMap(({ matchedBy }) => matchedBy)).toEqual(page.items.map(() => 'MEANING'));
  });

  it('is of the text as it stands where nothing is to be read out of it', async () => {
    const options = { interpret: false };
    expect(await first({ text: 'suede jacket', options })).toEqual(['suede-jacket', 'SJ-TAN-M', 'TITLE']);
    expect(await first({ text: ' bj-blue-l', options })).toEqual(['biker-jacket', 'BJ-BLUE-L', 'SKU']);
    expect(await named({ text: 'suede jacket in stock', options })).toEqual([]);
    expect(await named({ text: 'bj-blue-l under $500', options })).toEqual([]);
  });

  it('stays first over pages of one, and comes once', async () => {
    const whole = await handles(shop, { text: 'leather vest', k: 100 });
    const walked: string[] = [];
    let after: string | undefined;
    for (let more = true; more; ) {
      const page = await search(shop, {
        text: 'leather vest',
        k: 1,
        options: after === undefined ? {} : { after },
      });
      walked.push(...page.items.map(({ handle }) => handle));
      after = page.items.at(-1)!.cursor;
      more = page.hasNextPage;
    }
    expect(walked).toEqual(whole);
    expect(walked[0]).toBe('leather-vest');
  });
});
