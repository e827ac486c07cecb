import { describe, expect, it } from 'vitest';
import type { Queryable } from '../../../src/db/database.ts';
import type { SuggestionRow } from '../../../src/retrieval/suggest.ts';
import { inTransaction } from '../../harness/in-transaction.ts';
import { merchant, refusal, wholesale } from '../fixture/ask.ts';
import { useShop } from '../fixture/use-shop.ts';

const shop = useShop();

async function suggest(
  prefix: string | null,
  {
    k = 10,
    claims = null,
    database = shop,
  }: { k?: number | null; claims?: unknown; database?: Queryable } = {},
): Promise<SuggestionRow[]> {
  const [row] = await database.query<{ answer: SuggestionRow[] }>(
    'select api.suggest(prefix => $1, k => $2, claims => $3) as answer',
    [prefix, k, claims === null ? null : JSON.stringify(claims)],
  );
  return row!.answer;
}

/** "PRODUCT biker-jacket", "BRAND acme", "CATEGORY jackets". */
async function named(prefix: string, options: Parameters<typeof suggest>[1] = {}): Promise<string[]> {
  return (await suggest(prefix, options)).map(
    (row) => `${row.kind} ${row.kind === 'PRODUCT' ? row.handle : row.slug}`,
  );
}

/** New titles by product id. */
async function retitle(database: Queryable, titles: Record<number, string>): Promise<void> {
  for (const [id, title] of Object.entries(titles)) {
    await database.query('update product.product set title = $2 where product_id = $1', [id, title]);
  }
}

/** Products of these ids, in stock, with the title and the id behind it; stored from the last to the first. */
async function sell(database: Queryable, title: string, first: number, last: number): Promise<void> {
  await database.query(
    `insert into product.product (product_id, handle, title, category_id)
     select n, 'sold-' || n, $1 || n, 4 from generate_series($3::integer, $2::integer, -1) n`,
    [title, first, last],
  );
  await database.query(
    `insert into product.variant (product_id, variant_id, sku) select n, n, 'S-' || n from generate_series($1::integer, $2::integer) n`,
    [first, last],
  );
  await database.query(
    'insert into product.price (product_id, variant_id, price_list_id, amount) select n, n, 1, 9 from generate_series($1::integer, $2::integer) n',
    [first, last],
  );
  await database.query(
    'insert into product.stock (product_id, variant_id, location_id, on_hand) select n, n, 1, 9 from generate_series($1::integer, $2::integer) n',
    [first, last],
  );
}

describe('api.suggest', () => {
  it('says of each suggestion what to show and how to apply it', async () => {
    expect(await suggest('leather ja', { k: 2 })).toEqual([
      {
        kind: 'CATEGORY',
        text: 'Leather jackets',
        slug: 'leather-jackets',
        handle: null,
        productId: null,
        path: 'Apparel › Jackets',
        category: {
          slug: 'leather-jackets',
          name: 'Leather jackets',
          path: [
            { slug: 'apparel', name: 'Apparel' },
            { slug: 'jackets', name: 'Jackets' },
          ],
        },
        where: { categories: ['leather-jackets'] },
      },
      {
        kind: 'PRODUCT',
        text: 'Biker leather jacket',
        slug: null,
        handle: 'biker-jacket',
        productId: '1',
        path: null,
        category: null,
        where: null,
      },
    ]);
    expect(await suggest('harb')).toEqual([
      {
        kind: 'BRAND',
        text: 'Harbor Co',
        slug: 'harbor-co',
        handle: null,
        productId: null,
        path: null,
        category: null,
        where: { brands: ['harbor-co'] },
      },
    ]);
    const [kitchen] = await suggest('kit');
    expect(kitchen).toMatchObject({ slug: 'kitchen', path: null, category: { path: [] } });
  });

  it.each([
    ['the last word unfinished', 'denim jack', ['PRODUCT denim-jacket']],
    ['a word in any place', 'jacket bik', ['PRODUCT biker-jacket']],
    ['upper case and accents', 'DÉNÍM  Jäck', ['PRODUCT denim-jacket']],
    ['a plural of what the titles have in the singular', 'denim jackets', ['PRODUCT denim-jacket']],
    ['one letter that begins a title or a word of a name', 'p', ['CATEGORY pans', 'PRODUCT portable-ssd']],
    ['one letter behind a word', 'leather b', ['PRODUCT biker-jacket']],
    ['a word of two letters that a title has', 'gb', ['PRODUCT portable-ssd']],
    ['digits', '50', ['PRODUCT straight-jeans']],
    ['a hyphen', 'non-sti', ['PRODUCT frying-pan']],
    ['blanks at both ends', '  tefal ', ['BRAND tefalon']],
    ['a word with a wrong letter', 'denim jackt', ['PRODUCT denim-jacket']],
    ['a wrong letter before an unfinished word', 'deniim jac', ['PRODUCT denim-jacket']],
    ['a synonym', 'slacks', ['CATEGORY trousers']],
    ['a synonym that is not whole', 'slac', []],
    ['a word that is in no title', 'denim zebra', []],
    ['no word at all', '!!!', []],
    ['what the query language of texts would read', `'|&:*!()<-> \\`, []],
  ])('completes %s', async (_what, prefix, expected) => {
    expect(await named(prefix)).toEqual(expected);
  });

  it('puts what is not in stock last, then what begins so before what has the words, categories first', async () => {
    expect(await named('leath')).toEqual([
      'CATEGORY leather-jackets',
      'PRODUCT biker-jacket',
      'PRODUCT racer-jacket',
      'PRODUCT racer-jacket-two',
      'PRODUCT featherlight-jacket',
      'PRODUCT leather-vest',
    ]);
    await inTransaction(shop, async (database) => {
      await database.query(`update product.stock set on_hand = 5 where product_id = 20`);
      expect((await named('leath', { database })).slice(0, 3)).toEqual([
        'CATEGORY leather-jackets',
        'PRODUCT leather-vest',
        'PRODUCT biker-jacket',
      ]);
    });
    expect((await named('jack')).at(-1)).toBe('PRODUCT rain-jacket');
    await inTransaction(shop, async (database) => {
      await database.query(`update product.product set title = 'Vest of leather' where product_id = 20`);
      await database.query(`update product.product set title = 'Denim vest' where product_id = 4`);
      expect(await named('vest', { k: 1, database })).toEqual(['PRODUCT denim-jacket']);
    });
  });

  it('suggests no draft, nothing restricted, and nothing without a price of the default public list', async () => {
    for (const claims of [null, wholesale, merchant]) {
      expect(await named('zibeline', { claims })).toEqual([]);
      expect(await named('draft', { claims })).toEqual([]);
      expect(await named('winter parka', { claims })).toEqual([]);
      expect(await named('spring coat', { claims })).toEqual([]);
      expect(await named('driving gloves', { claims })).toEqual([]);
      expect(await named('coat hang', { claims })).toEqual([]);
    }
  });

  it('forgets a product, a brand and a category with the last price, and learns them with it again', async () => {
    expect(await named('pan')).toEqual(['CATEGORY pans', 'PRODUCT frying-pan']);
    await inTransaction(shop, async (database) => {
      await database.query('delete from product.price where product_id = 13');
      expect(await named('pan', { database })).toEqual([]);
      expect(await named('tefalon', { database })).toEqual([]);
      expect(await named('kitchen', { database })).toEqual(['CATEGORY kitchen']);
      await database.query('delete from product.price where product_id = 14');
      expect(await named('kitchen', { database })).toEqual([]);
      await database.query(
        'insert into product.price (product_id, variant_id, price_list_id, amount) values (13, 131, 1, 9)',
      );
      expect(await named('kitchen', { database })).toEqual(['CATEGORY kitchen']);
      expect(await named('tefal', { database })).toEqual(['BRAND tefalon']);
    });
  });

  it('leaves room for products: at most three categories and three brands, fewer of a short list', async () => {
    await inTransaction(shop, async (database) => {
      await database.query(`
        with category as (
          insert into product.category (parent_id, slug, name)
          select 4, 'quilt-' || n, 'Quilts ' || n from generate_series(1, 5) n returning category_id, slug
        ), brand as (
          insert into product.brand (slug, name) select 'quil-' || n, 'Quil ' || n from generate_series(1, 5) n returning brand_id, slug
        )
        insert into product.product (product_id, handle, title, category_id, brand_id)
        select 600 + right(c.slug, 1)::integer, c.slug, 'Quilted thing ' || right(c.slug, 1), c.category_id, b.brand_id
        from category c join brand b on right(b.slug, 1) = right(c.slug, 1)`);
      await database.query(
        `insert into product.variant (product_id, variant_id, sku) select p, p, 'Q-' || p from generate_series(601, 605) p`,
      );
      await database.query(
        'insert into product.price (product_id, variant_id, price_list_id, amount) select p, p, 1, 9 from generate_series(601, 605) p',
      );
      await database.query(
        'insert into product.stock (product_id, variant_id, location_id, on_hand) select p, p, 1, 9 from generate_series(601, 605) p',
      );
      const kinds = async (k: number) =>
        (await named('quil', { k, database })).map((name) => name.replace(/ .*/, '')).join(' ');
      expect(await kinds(50)).toBe(
        'CATEGORY CATEGORY CATEGORY BRAND BRAND BRAND PRODUCT PRODUCT PRODUCT PRODUCT PRODUCT',
      );
      expect(await kinds(7)).toBe('CATEGORY CATEGORY CATEGORY BRAND BRAND BRAND PRODUCT');
      expect(await kinds(5)).toBe('CATEGORY CATEGORY BRAND BRAND PRODUCT');
      expect(await kinds(3)).toBe('CATEGORY BRAND PRODUCT');
      expect(await kinds(1)).toBe('CATEGORY');
    });
  });

  it('finds titles and synonyms with accents, in other scripts and of any length', async () => {
    await inTransaction(shop, async (database) => {
      const long = '鍋'.repeat(1000);
      await database.query(`update product.product set title = 'Crème brûlée torch' where product_id = 13`);
      await database.query('update product.product set title = $1 where product_id = 15', [long]);
      await database.query(
        `insert into product.synonym (term, targets) values ('blowlamp', '{crème torch,zebra}')`,
      );
      expect(await named('creme bru', { database })).toEqual(['PRODUCT frying-pan']);
      expect(await named('Crème brû', { database })).toEqual(['PRODUCT frying-pan']);
      expect(await named('blowlamp', { database })).toEqual(['PRODUCT frying-pan']);
      expect(await named('鍋', { database })).toEqual(['PRODUCT portable-ssd']);
      expect(await named(long, { database })).toEqual(['PRODUCT portable-ssd']);
    });
  });

  it('puts what a word itself finds before what its synonyms find', async () => {
    await inTransaction(shop, async (database) => {
      await database.query(`insert into product.synonym (term, targets) values ('denim', '{biker}')`);
      expect(await named('denim', { database })).toEqual(['PRODUCT denim-jacket', 'PRODUCT biker-jacket']);
      expect(await named('jacket denim', { database })).toEqual([
        'PRODUCT denim-jacket',
        'PRODUCT biker-jacket',
      ]);
    });
  });

  it('takes the last word for a beginning as it stands: "flas" is a flask and no flat cap', async () => {
    await inTransaction(shop, async (database) => {
      await retitle(database, { 13: 'Vacuum flask', 14: 'Flat cap', 15: 'Ryes flan' });
      expect(await named('flas', { database })).toEqual(['PRODUCT frying-pan']);
      expect(await named('vacuum flas', { database })).toEqual(['PRODUCT frying-pan']);
      expect(await named('flas vacuum', { database })).toEqual(['PRODUCT frying-pan']);
      expect(await named('flas cap', { database })).toEqual([]);
    });
  });

  it('reads a last word as a plural only if the singular is a whole word, and puts that after what has the word', async () => {
    await inTransaction(shop, async (database) => {
      await retitle(database, { 13: 'Grey topper', 14: 'Grey top', 15: 'Grey shirt with tops' });
      expect(await named('grey tops', { database })).toEqual([
        'PRODUCT portable-ssd',
        'PRODUCT sink-organiser',
      ]);
    });
  });

  it('looks at the short titles of many, wherever they are stored', async () => {
    await inTransaction(shop, async (database) => {
      await sell(database, 'A zebrapack with a long name ', 701, 744);
      await sell(database, 'Big zebrapack ', 750, 752);
      await sell(database, 'Big grey zebrapack ', 753, 754);
      await retitle(database, { 710: 'My zebrapack' });
      expect(await named('zebra', { k: 3, database })).toEqual([
        'PRODUCT sold-710',
        'PRODUCT sold-750',
        'PRODUCT sold-751',
      ]);
      const all = await named('zebra', { k: 16, database });
      for (const k of [1, 2, 3, 7]) expect(await named('zebra', { k, database })).toEqual(all.slice(0, k));
    });
  });

  it('looks at the words themselves before their synonyms, however short the titles of those', async () => {
    await inTransaction(shop, async (database) => {
      await database.query(`insert into product.synonym (term, targets) values ('zebrapack', '{quagga}')`);
      await sell(database, 'Quagga ', 701, 740);
      await sell(database, 'One rather long zebrapack ', 741, 741);
      expect(await named('zebrapack', { k: 1, database })).toEqual(['PRODUCT sold-741']);
    });
  });

  it('begins a longer list with a shorter one, of more than 5,000 products too', async () => {
    await inTransaction(shop, async (database) => {
      await sell(database, 'My okapi ', 10001, 10060);
      await database.query(`
        insert into product.product (product_id, handle, title, category_id)
        select n, 'unsold-' || n, 'The unsold okapi ' || n, 4 from generate_series(20001, 25000) n`);
      const all = await named('okapi', { k: 16, database });
      expect(all.length).toBe(16);
      for (const k of [1, 2, 3, 7]) expect(await named('okapi', { k, database })).toEqual(all.slice(0, k));
    });
  });

  it('answers a thousand characters of words', async () => {
    const digits = Array.from({ length: 500 }, (_, index) => index % 10).join(' ');
    expect(await named(digits)).toEqual([]);
    expect(await named('x'.repeat(1000))).toEqual([]);
  });

  it.each([0, 51, -1, null])('rejects k = %s (TSLIM)', async (k) => {
    expect(await refusal(suggest('jacket', { k }))).toEqual({
      code: 'TSLIM',
      message: `k is ${k}, expected 1 to 50`,
      hint: 'Ask for 1 to 50 suggestions.',
    });
    expect((await suggest('jacket', { k: 50 })).length).toBeGreaterThan(5);
  });

  it.each([
    [null, 'there is no text to complete'],
    ['', 'the text is empty'],
    [' \u00a0\t', 'the text is empty'],
    ['x'.repeat(1001), 'the text has 1001 characters, expected at most 1000'],
  ])('rejects a prefix of nothing, or too long (TSTXT): %#', async (prefix, message) => {
    expect(await refusal(suggest(prefix))).toMatchObject({ code: 'TSTXT', message });
  });

  it('rejects malformed claims (TSCLM)', async () => {
    expect((await refusal(suggest('jacket', { claims: { role: 'owner' } }))).code).toBe('TSCLM');
  });
});
