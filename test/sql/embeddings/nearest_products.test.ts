import { beforeAll, describe, expect, it } from 'vitest';
import type { SearchPage } from '../../../src/retrieval/page.ts';
import { inTransaction } from '../../harness/in-transaction.ts';
import { type Question, search, wholesale } from '../fixture/ask.ts';
import { readFacts, type Variant } from '../fixture/oracle.ts';
import { prove } from '../fixture/prove.ts';
import { useShop } from '../fixture/use-shop.ts';

const shop = useShop();
let facts: Variant[];

beforeAll(async () => {
  const [model] = await shop.query<{ model_id: string; dimensions: number }>(
    'select model_id, dimensions from embeddings.model',
  );
  const { model_id, dimensions } = model!;
  await shop.query(`
    create index product_embedding_model_${model_id}_hnsw on embeddings.product_embedding
    using hnsw ((embedding::vector(${dimensions})) vector_cosine_ops) where model_id = ${model_id}`);
  facts = await readFacts(shop);
});

const questions: Question[] = [
  { text: 'leather jacket' },
  { text: 'leather jacket under $150 in stock' },
  { text: 'jacket not leather' },
  {
    text: 'leather jacket',
    filter: { attributes: [{ name: 'colour', values: ['blue', 'black'] }] },
  },
  { text: 'leather jacket', options: { sort: 'PRICE_ASC' } },
  { text: 'driving gloves', options: { currency: 'EUR' } },
  { options: { like: { handle: 'racer-jacket' } } },
  { text: 'zibeline leather jacket' },
  { text: 'zibeline leather jacket', claims: wholesale },
];

const proofs = (page: SearchPage) =>
  page.items.map(({ sku, price, checks, score }) => [sku, price.amount, checks, score]);

/** The same question where one qualifying offer is already "many", so that the index proposes. */
const byIndex = (question: Question) =>
  inTransaction(shop, async (database) => {
    await database.query('set local trueshelf.exact_offer_limit = 1');
    return search(database, question);
  });

describe('candidates by the vector index', () => {
  it.each(questions)(
    'meet every constraint and are the exact ones, in a small shop: %j',
    async (question) => {
      const asked = { ...question, k: 100 };
      const exact = await search(shop, asked);
      const approximate = await byIndex(asked);

      expect([exact.retrieval.strategy, approximate.retrieval.strategy]).toEqual(['EXACT', 'APPROXIMATE']);
      expect(proofs(approximate)).toEqual(proofs(exact));
      expect(approximate.items.length).toBeGreaterThan(0);
      prove(approximate, facts, question.claims === undefined ? undefined : 'wholesale');
    },
  );

  it('leave out what the caller may not see, before the limit', async () => {
    const seen = await byIndex({ text: 'zibeline leather jacket', k: 200 });
    expect(seen.items.map(({ handle }) => handle)).not.toContain('zibeline-jacket');
    const group = await byIndex({ text: 'zibeline leather jacket', k: 200, claims: wholesale });
    expect(group.items.map(({ handle }) => handle)).toContain('zibeline-jacket');
  });

  describe('hold their constraints before the limit of 200, so that', () => {
    // Alike to the racers to the last word: 250 that are dear, 250 for another group, 250 whose price has ended.
    const decoys = `
      insert into product.product (product_id, handle, title, description, category_id, brand_id)
      select 5000 + n, 'decoy-' || n, p.title, p.description, p.category_id, p.brand_id from product.product p, generate_series(1, 750) n where p.product_id = 2;
      insert into product.variant (product_id, variant_id, sku) select 5000 + n, 5000 + n, 'DECOY-' || n from generate_series(1, 750) n;
      insert into product.price (product_id, variant_id, price_list_id, amount, valid)
      select 5000 + n, 5000 + n, 1, case when n <= 250 then 500 else 140 end,
        case when n <= 500 then tstzrange('2021-01-01Z', null) else tstzrange('2021-01-01Z', '2022-01-01Z') end
      from generate_series(1, 750) n;
      insert into product.audience (product_id, customer_group) select 5000 + n, 'vip' from generate_series(251, 500) n;
      insert into embeddings.product_embedding (product_id, model_id, content_hash, embedding)
      select 5000 + n, e.model_id, e.content_hash, e.embedding from embeddings.product_embedding e, generate_series(1, 750) n where e.product_id = 2`;

    it.each(['1', '1000000'])(
      '750 nearer products that do not qualify crowd nothing out, "many" being %s offers',
      async (many) => {
        await inTransaction(shop, async (database) => {
          const [vector] = await database.query<{ vector: string }>(
            'select embedding::text as vector from embeddings.product_embedding where product_id = 2',
          );
          for (const statement of decoys.split(';')) await database.query(statement);
          await database.query(`set local trueshelf.exact_offer_limit = ${many}`);
          const filter = { price: { max: '149' }, categories: ['leather-jackets'] };
          for (const question of [{ vector: vector!.vector }, { text: 'racer leather jacket' }]) {
            const page = await search(database, { ...question, filter, k: 200 });
            expect(page.retrieval.strategy).toBe(many === '1' ? 'APPROXIMATE' : 'EXACT');
            expect(page.items.map(({ handle }) => handle)).toEqual(
              expect.arrayContaining(['racer-jacket', 'racer-jacket-two', 'featherlight-jacket']),
            );
            expect(page.items.filter(({ handle }) => handle.startsWith('decoy'))).toEqual([]);
          }
        });
      },
    );
  });

  it('are none where nothing qualifies', async () => {
    const page = await byIndex({ text: 'leather jacket', filter: { price: { max: '0.01' } } });
    expect([page.items, page.retrieval.strategy]).toEqual([[], 'NONE']);
  });
});
