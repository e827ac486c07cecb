import { beforeAll, describe, expect, it } from 'vitest';
import { embedBacklog } from '../../src/embeddings/embed-backlog.ts';
import { fitBuiltinModel } from '../../src/embeddings/fit.ts';
import { readEmbeddingStatus } from '../../src/retrieval/embedding-status.ts';
import { useDatabase } from '../harness/use-database.ts';
import { makeClient } from '../server/client.ts';
import { fillSmallShop } from './small-shop.ts';

const database = useDatabase('empty');
const client = makeClient(database);

beforeAll(async () => {
  await fillSmallShop(database);
  await fitBuiltinModel(database);
  await embedBacklog(database);
  await database.query(
    `select api.add_model('second', '{"baseUrl": "http://localhost:11434/v1", "dimensions": 3}')`,
  );
  await database.query(
    `update embeddings.model set failure = '{"code": "PROVIDER_KEY", "message": "no key", "hint": "set it", "at": "2026-01-03T00:00:00.000001Z"}'
     where name = 'second'`,
  );
  await database.query(
    `update embeddings.job set parked_at = now(), error = '{"code": "BAD_INPUT", "message": "too long", "at": "2026-01-02T00:00:00Z"}'
     where product_id = 1`,
  );
  await database.query(`update product.product set title = 'Reading lamp' where product_id = 2`);
});

const fields = `model state products embedded stale coverage backlog inProgress parked
  lagP50Seconds failure { code message hint at } lastError { code message hint at }`;

describe('embeddingStatus', () => {
  it('tells everybody how fresh the models are, of what everybody may see, and names faults by code', async () => {
    client.takeCalls();
    const { data, errors } = await client.ask(
      `{ embeddingStatus { active { model oldestPending } models { ${fields} } } }`,
    );
    expect(errors).toEqual([]);
    expect(client.takeCalls()).toEqual(['embedding_status']);
    expect(data.embeddingStatus.active).toEqual({
      model: 'builtin-1',
      oldestPending: expect.stringMatching(/Z$/),
    });
    expect(data.embeddingStatus.models).toEqual([
      {
        model: 'builtin-1',
        state: 'ACTIVE',
        products: 4,
        embedded: 4,
        stale: 1,
        coverage: 0.75,
        backlog: 1,
        inProgress: 0,
        parked: 0,
        lagP50Seconds: data.embeddingStatus.models[0].lagP50Seconds,
        failure: null,
        lastError: null,
      },
      {
        model: 'second',
        state: 'BUILDING',
        products: 4,
        embedded: 0,
        stale: 0,
        coverage: 0,
        backlog: 3,
        inProgress: 0,
        parked: 1,
        lagP50Seconds: null,
        failure: { code: 'PROVIDER_KEY', message: null, hint: null, at: '2026-01-03T00:00:00.000001Z' },
        lastError: { code: 'BAD_INPUT', message: null, hint: null, at: '2026-01-02T00:00:00Z' },
      },
    ]);
  });

  it('tells merchants about all products, and in words what is wrong', async () => {
    expect(await readEmbeddingStatus(database, { role: 'merchant' })).toMatchObject([
      { model: 'builtin-1', products: 5, embedded: 5, stale: 1, coverage: 0.8, backlog: 1 },
      {
        model: 'second',
        products: 5,
        backlog: 4,
        failure: { code: 'PROVIDER_KEY', message: 'no key', hint: 'set it' },
        lastError: { code: 'BAD_INPUT', message: 'too long' },
      },
    ]);
  });

  it('has its counterpart in each row of an answer: whether its vector is of the present text', async () => {
    const { data, errors } = await client.ask(
      `{ similarItems(to: { text: "lamp" }) { edges { node { product { handle } embedding { model fresh } } } } }`,
    );
    expect(errors).toEqual([]);
    const rows = data.similarItems.edges.map(
      ({ node }: { node: { product: { handle: string }; embedding: { fresh: boolean } } }) => [
        node.product.handle,
        node.embedding.fresh,
      ],
    );
    expect(Object.fromEntries(rows)).toMatchObject({ 'desk-lamp': true, 'floor-lamp': false });
  });
});
