import { describe, expect, it } from 'vitest';
import type { Database } from '../../../src/db/database.ts';
import { embedBacklog } from '../../../src/embeddings/embed-backlog.ts';
import { fitBuiltinModel } from '../../../src/embeddings/fit.ts';
import { inTransaction } from '../../harness/in-transaction.ts';
import { useDatabase } from '../../harness/use-database.ts';
import { fillShop } from '../fixture/shop.ts';

const database = useDatabase();

interface Calibrated {
  floor: number | null;
  calibration: {
    questions: string;
    sampled: { products: number; questions: number; pairs: number };
    random?: Record<string, number>;
    nearest?: Record<string, number>;
  } | null;
}

async function read(connection: Database, modelId: number): Promise<Calibrated | undefined> {
  const [row] = await connection.query<Calibrated>(
    'select similarity_floor as floor, calibration from embeddings.model where model_id = $1',
    [modelId],
  );
  return row;
}

async function calibrate(connection: Database, modelId = 1): Promise<Calibrated | undefined> {
  await connection.query('select embeddings.calibrate_model(model_id => $1)', [modelId]);
  return read(connection, modelId);
}

/** A unit vector of `dimensions` with these components, counted from 1; the one at `own` takes what they leave. */
function unit(dimensions: number, own: number, others: Record<number, number> = {}): string {
  const squares = Object.values(others).reduce((sum, value) => sum + value ** 2, 0);
  const components = Array.from({ length: dimensions }, (_, index) =>
    index + 1 === own ? Math.sqrt(1 - squares) : (others[index + 1] ?? 0),
  );
  return `[${components.join()}]`;
}

interface Product {
  status?: string;
  audience?: string[];
  vector: string | null;
}

/** Products 1, 2, ... with the titles word1, word2, ... and the vectors given; title i of the built-in model is axis i. */
async function fill(connection: Database, provider: string, dimensions: number, products: Product[]) {
  await connection.query(
    `insert into embeddings.model (model_id, name, provider, dimensions, document_template, provider_model, base_url)
     values (1, 'by hand', $1, $2, 'by hand', $3, $4)`,
    [provider, dimensions, ...(provider === 'openai' ? ['by hand', 'http://localhost/v1'] : [null, null])],
  );
  await connection.query(`insert into product.category (category_id, slug, name) values (1, 'all', 'All')`);
  for (const [index, { status = 'active', audience = [], vector }] of products.entries()) {
    const id = index + 1;
    await connection.query(
      `insert into product.product (product_id, handle, title, category_id, status)
       values ($1::bigint, 'product-' || $1::bigint, 'word' || $1::bigint, 1, $2)`,
      [id, status],
    );
    for (const group of audience)
      await connection.query('insert into product.audience (product_id, customer_group) values ($1, $2)', [
        id,
        group,
      ]);
    await connection.query(
      `insert into embeddings.product_embedding (product_id, model_id, content_hash, embedding)
       values ($1, 1, '\\x00', $2::vector)`,
      [id, vector],
    );
    if (provider === 'builtin' && id <= dimensions)
      await connection.query(
        `insert into embeddings.token (model_id, token, document_frequency, embedding)
         values (1, 'word' || $1::bigint, 1, $2::vector)`,
        [id, unit(dimensions, id)],
      );
  }
}

/** Twenty products, each also like the title of the next one: by 0.21, 0.22, ... 0.40, and like no other's. */
const chain: Product[] = Array.from({ length: 20 }, (_, index) => ({
  vector: unit(20, index + 1, { [((index + 1) % 20) + 1]: 0.21 + index / 100 }),
}));

/**
 * Of the 20 * 19 pairs 360 have similarity 0, then come 0.21 ... 0.40: the 95th percentile lies at 0.95 * 379 = 360.05,
 * between the first two of these, the 99th at 375.21. The nearest other products are those twenty.
 */
const chained: Calibrated = {
  floor: 0.2105,
  calibration: {
    questions: 'titles',
    sampled: { products: 20, questions: 20, pairs: 380 },
    random: { p50: 0, p95: 0.2105, p99: 0.3621 },
    nearest: { p01: 0.2119, p05: 0.2195, p50: 0.305 },
  },
};

describe('embeddings.calibrate_model', () => {
  it('sets the floor to the 95th percentile of titles against other products, and keeps what it measured', () =>
    inTransaction(database, async (connection) => {
      await fill(connection, 'builtin', 20, chain);
      expect(await calibrate(connection)).toEqual(chained);
      expect(await calibrate(connection)).toEqual(chained);
    }));

  it('learns nothing from products that are restricted, no longer or not yet sold, or without a vector', () =>
    inTransaction(database, async (connection) => {
      const alike = unit(20, 1, { 2: 0.6 });
      await fill(connection, 'builtin', 20, [
        ...chain,
        { vector: alike, audience: ['wholesale'] },
        { vector: alike, status: 'draft' },
        { vector: alike, status: 'archived' },
        { vector: null },
      ]);
      expect(await calibrate(connection)).toEqual(chained);
      await connection.query('delete from product.audience');
      expect((await calibrate(connection))?.calibration?.sampled.products).toBe(21);
    }));

  it('counts a title without a known word as no question', () =>
    inTransaction(database, async (connection) => {
      await fill(connection, 'builtin', 20, chain);
      await connection.query(`update product.product set title = 'Qqqqqqqq' where product_id = 7`);
      expect((await calibrate(connection))?.calibration?.sampled).toEqual({
        products: 20,
        questions: 19,
        pairs: 361,
      });
    }));

  it("takes the products for questions where the model's titles cannot be embedded in SQL", () =>
    inTransaction(database, async (connection) => {
      // Ten pairs of products like each other by 0.3: 20 of 380.
      const pairs = Array.from({ length: 20 }, (_, index) => ({
        vector: unit(20, index + 1, index % 2 === 0 ? {} : { [index]: 0.3 }),
      }));
      await fill(connection, 'openai', 20, pairs);
      expect(await calibrate(connection)).toEqual({
        floor: 0.3,
        calibration: {
          questions: 'products',
          sampled: { products: 20, questions: 20, pairs: 380 },
          random: { p50: 0, p95: 0.3, p99: 0.3 },
          nearest: { p01: 0.3, p05: 0.3, p50: 0.3 },
        },
      });
    }));

  it("compares the titles' vectors of a provider's model, where they are given, of whatever length they are", () =>
    inTransaction(database, async (connection) => {
      await fill(connection, 'openai', 20, chain);
      const ids = Array.from({ length: 20 }, (_, index) => index + 1);
      const long = ids.map((id) => `[${ids.map((other) => (other === id ? 3 : 0)).join()}]`);
      const given = async (questionIds: number[], vectors: string[] | null) => {
        await connection.query('select embeddings.calibrate_model(1, $1, $2::vector[])', [
          questionIds,
          vectors,
        ]);
        return read(connection, 1);
      };
      expect(await given(ids, long)).toEqual(chained);
      expect((await given([], []))?.calibration?.questions).toBe('products');
      for (const [wrongIds, vectors, code] of [
        [[1, 2], ['[1,0]', long[1]!], 'TSVEC'],
        [[1, 2], [long[0]!], 'TSLIM'],
        [[1], null, 'TSLIM'],
      ] as const) {
        await expect(
          connection.transaction((nested) =>
            nested.query('select embeddings.calibrate_model(1, $1, $2::vector[])', [wrongIds, vectors]),
          ),
        ).rejects.toMatchObject({ code });
      }
    }));

  it.each([
    ['0.5 where nearly everything is alike', '[1,0]', '[1,0]', 0.5, 1],
    ['0 where nothing is', '[1,0]', '[-1,0]', 0, -1],
  ])('keeps the floor at %s', (_, question, document, floor, p95) =>
    inTransaction(database, async (connection) => {
      await fill(connection, 'builtin', 2, Array(20).fill({ vector: document }));
      await connection.query(
        `insert into embeddings.token (model_id, token, document_frequency, embedding)
         select 1, 'word' || n, 1, $1::vector from generate_series(1, 20) n
         on conflict (model_id, token) do update set embedding = excluded.embedding`,
        [question],
      );
      expect(await calibrate(connection)).toMatchObject({
        floor,
        calibration: { random: { p50: p95, p95 } },
      });
    }),
  );

  it('takes away the floor where fewer than 20 products are left, and says how many it saw', () =>
    inTransaction(database, async (connection) => {
      await fill(connection, 'builtin', 20, chain);
      await calibrate(connection);
      await connection.query('delete from product.product where product_id = 20');
      expect(await calibrate(connection)).toEqual({
        floor: null,
        calibration: { questions: 'titles', sampled: { products: 19, questions: 19, pairs: 342 } },
      });
    }));

  it('sets no floor without products or without vectors', () =>
    inTransaction(database, async (connection) => {
      const nothing = {
        floor: null,
        calibration: { questions: 'titles', sampled: { products: 0, questions: 0, pairs: 0 } },
      };
      await fill(connection, 'builtin', 20, []);
      expect(await calibrate(connection)).toEqual(nothing);
      await connection.query('delete from product.category');
      await connection.query('delete from embeddings.model');
      await fill(connection, 'builtin', 20, Array(25).fill({ vector: null }));
      expect(await calibrate(connection)).toEqual(nothing);
    }));

  it('draws 200 questions and 200 products for each, from at most 5,000 products, the same each time', () =>
    inTransaction(database, async (connection) => {
      await fill(connection, 'openai', 2, []);
      // Without triggers, which would take seconds on the embedded engine; a calibration needs nothing that they keep.
      await connection.query('set local session_replication_role = replica');
      await connection.query(
        `insert into product.product (product_id, handle, title, category_id)
         select n, 'product-' || n, 'Thing', 1 from generate_series(1, 5100) n`,
      );
      await connection.query(
        `insert into embeddings.product_embedding (product_id, model_id, content_hash, embedding)
         select n, 1, '\\x00', array[cos(n), sin(n)]::real[]::vector from generate_series(1, 5100) n`,
      );
      const first = await calibrate(connection);
      expect(first?.calibration?.sampled).toMatchObject({ products: 5000, questions: 200 });
      expect(first?.calibration?.sampled.pairs).toBeGreaterThan(200 * 199);
      expect(first?.calibration?.sampled.pairs).toBeLessThanOrEqual(200 * 200);
      expect(first?.calibration?.nearest).toEqual({ p01: 1, p05: 1, p50: 1 });
      expect(await calibrate(connection)).toEqual(first);
    }));

  it('says which model does not exist', () =>
    inTransaction(database, async (connection) => {
      await expect(calibrate(connection, 77)).rejects.toThrow('There is no embedding model 77.');
    }));
});

describe('a fit', () => {
  it('calibrates the new model before it answers, on the catalogue as it is then', () =>
    inTransaction(database, async (connection) => {
      await fillShop(connection);
      const active = async () => {
        const [row] = await connection.query<Calibrated & { name: string }>(
          `select m.name, m.similarity_floor as floor, m.calibration from embeddings.model m where m.state = 'active'`,
        );
        return row!;
      };
      const before = await active();
      expect(before).toMatchObject({ floor: null, calibration: { sampled: { products: 18 } } });
      await connection.query(
        `insert into product.product (handle, title, category_id) values
           ('a', 'Rain leather jacket', 2), ('b', 'Leather jacket', 2)`,
      );
      await fitBuiltinModel(connection);
      expect(await active()).toEqual(before);
      await embedBacklog(connection);
      const after = await active();
      expect(after.name).not.toBe(before.name);
      expect(after.calibration?.sampled.products).toBe(20);
      expect(after.floor).toBe(Math.min(Math.max(after.calibration?.random?.p95 ?? Number.NaN, 0), 0.5));
    }));
});
