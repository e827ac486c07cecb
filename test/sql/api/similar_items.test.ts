import { describe, expect, it } from 'vitest';
import { type Question, search, similarItems } from '../fixture/ask.ts';
import { useShop } from '../fixture/use-shop.ts';

const shop = useShop();

const columns = [
  'rank',
  'product_id',
  'handle',
  'title',
  'brand',
  'category',
  'variant_id',
  'sku',
  'options_of_variant',
  'weight_grams',
  'price',
  'currency',
  'compare_at',
  'price_valid_from',
  'price_valid_to',
  'available',
  'score',
  'semantic',
  'lexical',
  'mode',
  'strategy',
  'checks',
  'as_of',
  'cursor',
];

describe('api.similar_items', () => {
  it('works as the README calls it, by place and by name', async () => {
    const byPlace = await shop.query<{ handle: string }>(
      `select handle from api.similar_items('something like a leather jacket but lighter', 3)`,
    );
    const byName = await shop.query<{ sku: string }>(
      `select sku from api.similar_items('leather jacket', 10, filter => '{"price":{"max":"150"},"inStock":true}')`,
    );

    expect(byPlace).toHaveLength(3);
    expect(byPlace.map(({ handle }) => handle)).toContain('featherlight-jacket');
    expect(
      byName
        .map(({ sku }) => sku)
        .slice(0, 3)
        .sort(),
    ).toEqual(['FJ-BROWN-S', 'R2-BLACK-M', 'RJ-BLACK-M']);
    expect(byName.map(({ sku }) => sku).filter((sku) => sku.startsWith('BJ'))).toEqual([]);
  });

  it('has the columns that others rely on, with SQL types', async () => {
    const [row] = await similarItems<Record<string, unknown>>(shop, { text: 'racer leather jacket', k: 1 });

    expect(Object.keys(row!)).toEqual(columns);
    expect(row).toMatchObject({
      rank: '1',
      product_id: '2',
      handle: 'racer-jacket',
      title: 'Racer leather jacket',
      brand: 'Nordhem',
      category: 'Leather jackets',
      variant_id: '21',
      sku: 'RJ-BLACK-M',
      options_of_variant: { colour: 'black', size: 'M' },
      weight_grams: '1100',
      price: '140.00',
      currency: 'USD',
      compare_at: '160.00',
      price_valid_from: new Date('2021-01-01T00:00:00Z'),
      price_valid_to: null,
      available: 12,
      mode: 'HYBRID',
      strategy: 'EXACT',
      checks: [{ kind: 'CURRENT_PRICE', satisfied: true }],
    });
    expect(row!.as_of).toBeInstanceOf(Date);
  });

  it.each<[string, Question]>([
    ['a question', { text: 'leather jacket but lighter', k: 20 }],
    ['a filter', { text: null, filter: { categories: ['jackets'] }, options: { sort: 'PRICE_DESC' } }],
    ['a product', { text: null, options: { like: { handle: 'racer-jacket' } } }],
    ['a question with nothing to find', { text: 'zeppelin' }],
  ])('has the rows of api.search, in its order, one per product: %s', async (_what, question) => {
    const rows = await similarItems<Record<string, unknown>>(shop, question);
    const { items } = await search(shop, question);

    expect(rows.map((row) => [row.rank, row.product_id, row.sku, row.price, row.checks])).toEqual(
      items.map((item) => [String(item.rank), item.productId, item.sku, item.price.amount, item.checks]),
    );
    expect(new Set(rows.map((row) => row.product_id)).size).toBe(rows.length);
  });

  it('goes on behind a row by its cursor', async () => {
    const whole = await similarItems<{ sku: string; cursor: string }>(shop, { text: 'leather jacket', k: 4 });
    const next = await similarItems<{ sku: string }>(shop, {
      text: 'leather jacket',
      k: 2,
      options: { after: whole[1]!.cursor },
    });
    expect(next.map(({ sku }) => sku)).toEqual(whole.slice(2).map(({ sku }) => sku));
  });

  it('can be joined and limited like a table', async () => {
    const rows = await shop.query<{ handle: string; left: number }>(`
      select s.handle, sum(t.available)::int as left
      from api.similar_items('racer leather jacket', 5) s join product.stock t using (variant_id)
      where s.price < 145 group by s.handle, s.rank order by s.rank limit 1`);
    expect(rows).toEqual([{ handle: 'racer-jacket', left: 12 }]);
  });
});
