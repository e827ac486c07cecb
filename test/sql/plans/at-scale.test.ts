import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../../src/db/database.ts';
import type { SearchPage } from '../../../src/retrieval/page.ts';
import { onServer, serverUrl } from '../../harness/engine.ts';
import { useDatabase } from '../../harness/use-database.ts';
import { type Explainer, makeExplainer } from './explain-call.ts';
import { findWalks, type TableSizes } from './find-walks.ts';
import { fillLargeShop } from './large-shop.ts';

describe.skipIf(!onServer())('with 200,000 products, as the role that serves,', () => {
  const database = useDatabase('empty');
  let explainer: Explainer;
  let sizes: TableSizes;

  beforeAll(async () => {
    await database.session(fillLargeShop);
    sizes = await readLargeTables(database);
    const [here] = await database.query<{ name: string }>('select current_database() as name');
    explainer = await makeExplainer(serverUrl(here!.name));
    await explainer.become('trueshelf_gateway');
  });
  afterAll(() => explainer?.end());

  async function walksOf(text: string, values: readonly unknown[] = []): Promise<string[]> {
    const { plans } = await explainer.explain(text, values);
    return findWalks(plans, sizes);
  }

  interface Search {
    text?: string;
    k?: number;
    filter?: object;
    options?: object;
  }

  async function search({ text, k = 10, filter = {}, options = {} }: Search) {
    const { rows, plans } = await explainer.explain(
      'select api.search(query_text => $1, k => $2, filter => $3, options => $4) as page',
      [text ?? null, k, JSON.stringify(filter), JSON.stringify(options)],
    );
    const { page } = rows[0] as { page: SearchPage };
    return { page, plans };
  }

  it.each<[string, Search]>([
    ['words', { text: 'baboka dufago' }],
    ['very frequent words', { text: 'bababa babado babafu' }],
    ['a misspelt word', { text: 'babokka dufago' }],
    ['meaning alone', { text: 'baboka dufago', options: { mode: 'SEMANTIC' } }],
    ['words alone', { text: 'baboka dufago', options: { mode: 'LEXICAL' } }],
    [
      'words under a ceiling that half the products meet',
      { text: 'baboka dufago', filter: { price: { max: '300' }, inStock: true } },
    ],
    [
      'words under a ceiling that a tenth meets',
      { text: 'baboka dufago', filter: { price: { max: '70' }, inStock: true } },
    ],
    [
      'words under a ceiling that a hundredth meets',
      { text: 'baboka dufago', filter: { price: { max: '12' } } },
    ],
    ['words under a ceiling that few meet', { text: 'baboka dufago', filter: { price: { max: '5.10' } } }],
    ['words under a ceiling that nothing meets', { text: 'baboka dufago', filter: { price: { max: '1' } } }],
    ['a ceiling in the text', { text: 'baboka dufago under $40, in stock' }],
    ['words in a category', { text: 'baboka dufago', filter: { categories: ['shelf-20'] } }],
    ['words in a large category', { text: 'baboka dufago', filter: { categories: ['shelf-1'] } }],
    ['words of a brand', { text: 'baboka dufago', filter: { brands: ['Maker 7'] } }],
    [
      'words with an attribute',
      { text: 'baboka', filter: { attributes: [{ name: 'color', values: ['red'] }] } },
    ],
    [
      'words without an attribute',
      { text: 'baboka', filter: { exclude: { attributes: [{ name: 'color', values: ['red'] }] } } },
    ],
    ['words in stock somewhere', { text: 'baboka dufago', filter: { inStockAt: ['north'] } }],
    [
      'what cannot be had',
      {
        text: 'baboka dufago',
        filter: { categories: ['shelf-20'], attributes: [{ name: 'color', values: ['pink'] }] },
      },
    ],
    ['invented words', { text: 'xyzzyq plughh' }],
    ['an exact SKU', { text: 'SKU-777-1' }],
    ['an exact handle', { text: 'item-777' }],
    ['similar to a product', { options: { like: { handle: 'item-777' } } }],
    [
      'similar to a product under a ceiling',
      { options: { like: { handle: 'item-777' } }, filter: { price: { max: '70' } } },
    ],
    ['facets', { text: 'baboka dufago', options: { include: ['FACETS'] } }],
    [
      'facets, funnel and relaxations of an empty page',
      {
        text: 'baboka dufago',
        filter: { price: { max: '1' }, brands: ['Maker 7'] },
        options: { include: ['FACETS', 'FUNNEL', 'RELAXATIONS'] },
      },
    ],
    ['at most two of a brand', { text: 'baboka dufago', options: { maxPerBrand: 2 } }],
  ])('searching %s walks through no large table', async (_, request) => {
    const { plans } = await search(request);
    expect(findWalks(plans, sizes)).toEqual([]);
  });

  it.each<[string, Search]>([
    ['by novelty', {}],
    ['by price', { options: { sort: 'PRICE_ASC' } }],
    ['by price, dearest first,', { options: { sort: 'PRICE_DESC' } }],
    ['by rating', { options: { sort: 'RATING' } }],
    ['a category', { filter: { categories: ['shelf-20'] } }],
    ['a brand', { filter: { brands: ['Maker 7'] } }],
    ['an attribute', { filter: { attributes: [{ name: 'color', values: ['red'] }] } }],
    ['a ceiling', { filter: { price: { max: '70' } }, options: { sort: 'PRICE_ASC' } }],
    ['with facets', { filter: { categories: ['shelf-20'] }, options: { include: ['FACETS'] } }],
  ])('browsing %s walks through no large table', async (_, request) => {
    const { plans } = await search(request);
    expect(findWalks(plans, sizes)).toEqual([]);
  });

  it('a page far behind a cursor walks through no large table', async () => {
    const request = { text: 'bababa babado', k: 50 };
    let after: string | undefined;
    for (let page = 0; page < 3; page++) {
      const { page: found } = await search({ ...request, options: after === undefined ? {} : { after } });
      after = found.items.at(-1)?.cursor;
      expect(after).toBeDefined();
    }
    const { plans } = await search({ ...request, options: { after } });
    expect(findWalks(plans, sizes)).toEqual([]);
  });

  it('browsing on behind a cursor walks through no large table', async () => {
    const { page } = await search({ k: 200 });
    const { plans } = await search({ k: 200, options: { after: page.items.at(-1)!.cursor } });
    expect(findWalks(plans, sizes)).toEqual([]);
  });

  it.each([['b'], ['bab'], ['baboka'], ['maker'], ['shelf 2'], ['item'], ['zzz']])(
    'suggesting for "%s" walks through no large table',
    async (prefix) => {
      expect(await walksOf('select api.suggest(prefix => $1, k => 10)', [prefix])).toEqual([]);
    },
  );

  it.each<[string, string, readonly unknown[]]>([
    ['products by id', 'select api.load_products(product_ids => $1)', [[1, 777, 199_999]]],
    ['products by handle', 'select api.load_products(handles => $1)', [['item-1', 'item-777']]],
    ['products by SKU', 'select api.load_products(skus => $1)', [['SKU-1-0', 'SKU-777-1']]],
    ['a thousand products', 'select api.load_products(product_ids => $1)', [range(1000)]],
    ['variants', 'select api.load_variants(product_ids => $1)', [range(50)]],
    [
      'offers',
      'select api.load_offers(product_ids => $1, variant_ids => $2)',
      [range(50), range(50).map((id) => 2 * id)],
    ],
    [
      'what is similar to ten products',
      'select api.similar_to(product_ids => $1, k => 5)',
      [range(10).map((id) => 777 * id)],
    ],
  ])('loading %s walks through no large table', async (_, text, values) => {
    expect(await walksOf(text, values)).toEqual([]);
  });

  it('a question without a filter goes by the vector index, one with a sharp filter does not', async () => {
    const usesIndex = ({ plans }: { plans: unknown }) =>
      JSON.stringify(plans).includes('product_embedding_model_1_hnsw');
    const wide = await search({ text: 'baboka dufago' });
    expect([wide.page.retrieval.strategy, usesIndex(wide)]).toEqual(['APPROXIMATE', true]);
    const sharp = await search({ text: 'baboka dufago', filter: { price: { max: '12' } } });
    expect([sharp.page.retrieval.strategy, usesIndex(sharp)]).toEqual(['EXACT', false]);
  });

  it('the large tables are those that grow with the catalogue', () => {
    expect([...sizes.keys()].sort()).toEqual([
      'embeddings.product_embedding',
      'embeddings.token',
      'embeddings.token_delete',
      'product.offer',
      'product.price',
      'product.product',
      'product.product_handle',
      'product.sku',
      'product.stock',
      'product.variant',
    ]);
  });

  it('a sequential scan inside a function is seen, and a walk by an index too', async () => {
    await explainer.become(null);
    try {
      const scan = `do $$ begin perform count(*) from product.product p where p.title || '' = 'none'; end $$`;
      expect((await walksOf(scan)).map((walk) => walk.split('\n')[0])).toEqual([
        'product.product is scanned sequentially',
      ]);
      const walk = `do $$ begin perform p.product_id from product.product p order by p.product_id offset 150000 limit 1; end $$`;
      expect((await walksOf(walk)).map((text) => text.split('\n')[0])).toEqual([
        '150001 of 200000 rows of product.product are read',
      ]);
    } finally {
      await explainer.become('trueshelf_gateway');
    }
  });
});

async function readLargeTables(database: Database): Promise<TableSizes> {
  const rows = await database.query<{ name: string; size: number }>(
    `select format('%s.%s', n.nspname, c.relname) as name, c.reltuples::integer as size
     from pg_class c
     join pg_namespace n on n.oid = c.relnamespace
     where c.relkind = 'r' and n.nspname in ('product', 'embeddings') and c.reltuples > 10000`,
  );
  return new Map(rows.map(({ name, size }) => [name, size]));
}

function range(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index + 1);
}
