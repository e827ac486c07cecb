import { describe, expect, it } from 'vitest';
import type { Queryable } from '../../../src/db/database.ts';
import { inTransaction } from '../../harness/in-transaction.ts';
import { merchant, refusal } from '../fixture/ask.ts';
import { useShop } from '../fixture/use-shop.ts';

const shop = useShop();

interface Vocabulary {
  currency: string;
  attributes: { name: string; label: string; type: string; unit?: string; values?: string[] }[];
  categories: { slug: string; name: string }[];
  brands: string[];
}

async function vocabulary(database: Queryable, claims: unknown = null): Promise<Vocabulary> {
  const [row] = await database.query<{ answer: Vocabulary }>(
    'select api.vocabulary(claims => $1) as answer',
    [claims === null ? null : JSON.stringify(claims)],
  );
  return row!.answer;
}

describe('api.vocabulary', () => {
  it('has currency, attributes with their values, categories and brands, the commonest first', async () => {
    expect(await vocabulary(shop)).toEqual({
      currency: 'USD',
      attributes: [
        {
          name: 'colour',
          label: 'Colour',
          type: 'text',
          values: ['black', 'blue', 'brown', 'grey', 'tan', 'green', 'red'],
        },
        {
          name: 'material',
          label: 'Material',
          type: 'text',
          values: ['leather', 'cotton', 'aluminium', 'denim', 'nylon', 'plastic', 'suede', 'wool'],
        },
        { name: 'size', label: 'Size', type: 'text', values: ['m', 'l', '30/34', '32/34', 's'] },
        { name: 'capacity', label: 'Capacity', type: 'number', unit: 'GB' },
        { name: 'weight_grams', label: 'Weight', type: 'number', unit: 'g' },
      ],
      categories: [
        { slug: 'jackets', name: 'Jackets' },
        { slug: 'leather-jackets', name: 'Leather jackets' },
        { slug: 'accessories', name: 'Accessories' },
        { slug: 'drives', name: 'Drives' },
        { slug: 'lighters', name: 'Lighters' },
        { slug: 'organisers', name: 'Organisers' },
        { slug: 'pans', name: 'Pans' },
        { slug: 'trousers', name: 'Trousers' },
        { slug: 'apparel', name: 'Apparel' },
        { slug: 'electronics', name: 'Electronics' },
        { slug: 'kitchen', name: 'Kitchen' },
      ],
      brands: ['Nordhem', 'Acme', 'Harbor Co', 'Tefalon'],
    });
  });

  it('says nothing of restricted products and drafts, whoever asks', async () => {
    for (const claims of [null, merchant, { group: 'wholesale' }]) {
      expect(JSON.stringify(await vocabulary(shop, claims))).not.toContain('zibeline');
    }
  });

  it('leaves out attributes that are not read out of questions', async () => {
    await inTransaction(shop, async (connection) => {
      await connection.query(`update product.attribute set interpretable = false where name = 'size'`);
      const { attributes } = await vocabulary(connection);
      expect(attributes.map(({ name }) => name)).toEqual(['colour', 'material', 'capacity', 'weight_grams']);
    });
  });

  it('is bounded: 30 values of an attribute', async () => {
    await inTransaction(shop, async (connection) => {
      await connection.query(
        `insert into product.variant (product_id, variant_id, sku, options)
         select 12, 1000 + n, 'JN-' || n, jsonb_build_object('size', 'w' || n) from generate_series(1, 40) n`,
      );
      const { attributes } = await vocabulary(connection);
      expect(attributes.find(({ name }) => name === 'size')?.values).toHaveLength(30);
    });
  });

  it('refuses malformed claims (TSCLM)', async () => {
    expect(await refusal(vocabulary(shop, { role: 'admin' }))).toMatchObject({ code: 'TSCLM' });
  });
});
