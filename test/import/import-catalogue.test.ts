import { describe, expect, it } from 'vitest';
import type { Database } from '../../src/db/database.ts';
import { importCatalogue } from '../../src/import/import-catalogue.ts';
import type { Rejection } from '../../src/import/import-report.ts';
import { parseMapping } from '../../src/import/mapping.ts';
import type { CatalogueLine } from '../../src/import/read-catalogue-lines.ts';
import { inTransaction } from '../harness/in-transaction.ts';
import { useDatabase } from '../harness/use-database.ts';

const database = useDatabase();

const product = (number: number, changes: object = {}) => ({
  handle: `p${number}`,
  title: `Product ${number}`,
  category: 'all',
  variants: [
    {
      sku: `s${number}`,
      prices: [{ amount: number, currency: 'USD' }],
      stock: [{ location: 'main', onHand: 1 }],
    },
  ],
  ...changes,
});

const products = (count: number) => Array.from({ length: count }, (_, index) => product(index + 1));

async function* toLines(values: readonly unknown[]): AsyncGenerator<CatalogueLine> {
  for (const [index, value] of values.entries()) {
    yield { number: index + 1, text: typeof value === 'string' ? value : JSON.stringify(value) };
  }
}

async function run(
  db: Database,
  values: readonly unknown[],
  options: Partial<Parameters<typeof importCatalogue>[1]> = {},
) {
  const rejections: Rejection[] = [];
  const report = await importCatalogue(db, {
    source: 'test.jsonl',
    lines: toLines(values),
    onRejected: (rejection) => rejections.push(rejection),
    ...options,
  });
  return { report, rejections };
}

const countProducts = async (db: Database): Promise<number> => {
  const [row] = await db.query<{ count: number }>('select count(*)::integer as count from product.product');
  return row!.count;
};

it('loads the good lines and reports each refused one with its line, field and reason', () =>
  inTransaction(database, async (db) => {
    const { report, rejections } = await run(
      db,
      [
        product(1),
        product(2, { title: '' }),
        'no json',
        product(3),
        product(4, { variants: [{ sku: 's1' }] }),
        product(5, { variants: [{ sku: 's5', prices: [{ amount: 1, currency: 'XXX' }] }] }),
        '{"handle":"a","handle":"b"}',
        '['.repeat(30_000) + ']'.repeat(30_000),
        JSON.stringify(product(6)).replace('"amount":6', '"amount":1e400'),
        product(7),
      ],
      { batchSize: 4 },
    );
    expect(rejections).toEqual([
      { line: 2, field: 'title', reason: 'is empty; expected text', found: '""' },
      { line: 3, field: '', reason: "is not JSON: Unexpected token 'o'" },
      {
        line: 5,
        field: 'variants[0].sku',
        reason: 'belongs to the product "p1" already; a SKU stays with its product',
        found: 's1',
      },
      {
        line: 6,
        field: 'variants[0].prices[0].currency',
        reason:
          'unknown currency; known are AUD, CAD, CHF, CNY, DKK, EUR, GBP, INR, JPY, NOK, NZD, PLN, SEK, USD (a row in product.currency adds one)',
        found: 'XXX',
      },
      { line: 7, field: 'handle', reason: 'occurs twice in one object; expected each key once' },
      { line: 8, field: '', reason: 'is nested more than 64 levels deep; expected a flat record' },
      {
        line: 9,
        field: 'variants[0].prices[0].amount',
        reason: expect.stringContaining('expected an amount above 0'),
        found: 'Infinity',
      },
    ]);
    expect(report).toEqual({
      lines: 10,
      accepted: 3,
      rejected: 7,
      counts: {
        product: { created: 3, updated: 0, unchanged: 0 },
        variant: { created: 3, updated: 0, unchanged: 0 },
        price: { created: 3, updated: 0, unchanged: 0 },
        stock: { created: 3, updated: 0, unchanged: 0 },
        category: { created: 1, updated: 0, unchanged: 0 },
        price_list: { created: 1, updated: 0, unchanged: 0 },
        location: { created: 1, updated: 0, unchanged: 0 },
      },
      unusedFields: {},
      seconds: expect.any(Number),
      rowsPerSecond: expect.any(Number),
    });
  }));

it('changes nothing the second time, and says so', () =>
  inTransaction(database, async (db) => {
    await run(db, products(7), { batchSize: 3 });
    const log = `select count(*)::integer as changes, max(c.change_id) as last from audit.change c`;
    const before = await db.query(log);
    const { report } = await run(db, products(7), { batchSize: 4 });
    const unchanged = { created: 0, updated: 0, unchanged: 7 };
    expect(report.counts).toEqual({
      product: unchanged,
      variant: unchanged,
      price: unchanged,
      stock: unchanged,
    });
    expect(await db.query(log)).toEqual(before);
  }));

describe('an import that dies in its third batch', () => {
  it('leaves the two whole batches, and completes when it is run again', () =>
    inTransaction(database, async (db) => {
      let batches = 0;
      const dying: Database = {
        ...db,
        transaction: (work) =>
          db.transaction(async (connection) => {
            const result = await work(connection);
            batches += 1;
            if (batches === 3) throw new Error('power cut');
            return result;
          }),
      };
      await expect(run(dying, products(10), { batchSize: 3 })).rejects.toThrow('power cut');
      expect(await countProducts(db)).toBe(6);
      expect(await db.query('select count(*)::integer as offers from product.offer')).toEqual([
        { offers: 6 },
      ]);

      const { report } = await run(db, products(10), { batchSize: 3 });
      expect(report.counts.product).toEqual({ created: 4, updated: 0, unchanged: 6 });
      expect(await countProducts(db)).toBe(10);
    }));

  it('because its file breaks off keeps what was read in whole batches', () =>
    inTransaction(database, async (db) => {
      async function* breaking(): AsyncGenerator<CatalogueLine> {
        yield* toLines(products(7));
        throw new Error('broken off');
      }
      await expect(run(db, [], { lines: breaking(), batchSize: 3 })).rejects.toThrow('broken off');
      expect(await countProducts(db)).toBe(6);
    }));

  it('because its progress said stop stops between two batches', () =>
    inTransaction(database, async (db) => {
      const onProgress = (done: number) => {
        if (done >= 6) throw new Error('stop');
      };
      await expect(run(db, products(10), { onProgress, batchSize: 3 })).rejects.toThrow('stop');
      expect(await countProducts(db)).toBe(6);
    }));
});

it('refuses only the record that the database refuses for what no check foresaw', () =>
  inTransaction(database, async (db) => {
    await db.query(`alter table product.product add constraint no_seven check (title <> 'Product 7')`);
    const { report, rejections } = await run(db, products(10));
    expect(rejections).toEqual([
      {
        line: 7,
        field: '',
        reason: expect.stringMatching(
          /^is refused by the database: new row for relation "product" violates check constraint "no_seven"/,
        ),
      },
    ]);
    expect(report.counts.product).toEqual({ created: 9, updated: 0, unchanged: 0 });
  }));

it('does not take a failing database for a fault of a record', () =>
  inTransaction(database, async (db) => {
    await db.query('drop function product.import_stock(jsonb)');
    await expect(run(db, products(3))).rejects.toMatchObject({ code: '42883' });
    expect(await countProducts(db)).toBe(0);
  }));

describe('lines take effect in their order, whatever the size of a batch', () => {
  const lines = [
    product(1, { title: 'First', variants: [{ sku: 'a', stock: [{ location: 'main', onHand: 1 }] }] }),
    product(2),
    product(1, { title: 'Second', variants: [{ sku: 'b', stock: [{ location: 'main', onHand: 2 }] }] }),
    product(3, { variants: [{ sku: 'b' }] }),
    product(1, { title: 'Third', variants: [{ sku: 'a', stock: [{ location: 'main', onHand: 3 }] }] }),
  ];

  it.each([1, 2, 5])('%i', (batchSize) =>
    inTransaction(database, async (db) => {
      const { rejections } = await run(db, lines, { batchSize });
      expect(rejections).toEqual([
        {
          line: 4,
          field: 'variants[0].sku',
          reason: 'belongs to the product "p1" already; a SKU stays with its product',
          found: 'b',
        },
      ]);
      expect(
        await db.query(
          `select p.title, v.sku, s.on_hand from product.product p join product.variant v using (product_id)
           join product.stock s using (product_id, variant_id) where p.handle = 'p1' order by v.sku`,
        ),
      ).toEqual([
        { title: 'Third', sku: 'a', on_hand: 3 },
        { title: 'Third', sku: 'b', on_hand: 2 },
      ]);
    }),
  );
});

it('takes metacharacters, emoji and right-to-left text as they are', () =>
  inTransaction(database, async (db) => {
    const title = `'; drop table product.product; -- {"$ne": 1} %s \${x} 🧥 שלום‏ \\u0000 \\`;
    const { rejections } = await run(db, [
      product(1, {
        title,
        handle: 'a\'b"c\\d',
        brand: '$1',
        attributes: { note: title },
        variants: [{ sku: "'||'" }],
      }),
    ]);
    expect(rejections).toEqual([]);
    expect(
      await db.query(
        `select p.title, p.handle, b.name as brand, p.attributes ->> 'note' as note, v.sku
         from product.product p join product.brand b using (brand_id) join product.variant v using (product_id)`,
      ),
    ).toEqual([{ title, handle: 'a\'b"c\\d', brand: '$1', note: title, sku: "'||'" }]);
  }));

it('takes the largest record that the format allows', () =>
  inTransaction(database, async (db) => {
    const largest = {
      handle: 'h'.repeat(200),
      title: '🧥'.repeat(1000),
      description: `${'word '.repeat(3999)}word`,
      category: Array.from({ length: 10 }, (_, depth) => `c${depth}`).join('/'),
      brand: 'b'.repeat(200),
      attributes: Object.fromEntries(
        Array.from({ length: 500 }, (_, index) => [`a${index}`, `value ${index}`]),
      ),
      variants: Array.from({ length: 500 }, (_, index) => ({
        sku: `${index}`.padStart(200, '0'),
        prices: [{ amount: '999999999.99', currency: 'USD' }],
        stock: [{ location: 'main', onHand: 1e9 }],
      })),
    };
    const { report, rejections } = await run(db, [largest]);
    expect(rejections).toEqual([]);
    expect(report.counts.variant).toEqual({ created: 500, updated: 0, unchanged: 0 });
  }));

it('reports progress after each batch, with a guess of the whole from the bytes', () =>
  inTransaction(database, async (db) => {
    const seen: [number, number | undefined][] = [];
    let bytesRead = 0;
    const lines = {
      name: 'x',
      bytesTotal: 600,
      get bytesRead() {
        return bytesRead;
      },
      async *[Symbol.asyncIterator]() {
        for await (const line of toLines(products(6))) {
          bytesRead += 100;
          yield line;
        }
      },
    };
    await run(db, [], { lines, batchSize: 2, onProgress: (done, total) => seen.push([done, total]) });
    expect(seen).toEqual([
      [2, 6],
      [4, 6],
      [6, 6],
      [6, 6],
    ]);
  }));

describe('with a mapping', () => {
  const mapping = parseMapping(
    JSON.stringify({
      version: 1,
      product: { handle: 'model', title: 'name', category: { field: 'group', default: 'other' } },
      variant: {
        sku: 'code',
        options: { size: 'size' },
        prices: [{ amount: { field: 'cents', divideBy: 100 }, currency: { constant: 'EUR' } }],
        stock: [{ location: { constant: 'main' }, onHand: { field: 'pieces', default: 0 } }],
      },
      attributes: {
        register: [{ name: 'colour', label: 'Colour' }],
        groups: [{ prefix: 'x_', type: 'text', register: false }],
      },
    }),
    'test',
  );
  const rows = [
    {
      model: 'tee',
      name: 'Tee',
      group: 'T-Shirts',
      code: 'tee-s',
      size: 'S',
      cents: 1999,
      pieces: 4,
      x_colour: 'red',
      x_fit: 'slim',
      url: 'u',
    },
    {
      model: 'tee',
      name: 'Tee',
      group: 'T-Shirts',
      code: 'tee-m',
      size: 'M',
      cents: 2099,
      x_colour: 'red',
      x_fit: 'slim',
      url: 'u',
    },
    [],
    { model: 'cap', name: 'Cap', code: 'cap', cents: 0 },
  ];

  it('makes one product of the rows of a handle, registers what it lists and names unused fields', () =>
    inTransaction(database, async (db) => {
      const { report, rejections } = await run(db, rows, { mapping });
      expect(rejections).toEqual([
        { line: 3, field: '', reason: 'expected one JSON object a line', found: 'a list of 0' },
        {
          line: 4,
          field: 'variants[0].prices[0].amount',
          reason: expect.stringContaining('above 0'),
          found: '"0"',
        },
      ]);
      expect({ lines: report.lines, accepted: report.accepted, unusedFields: report.unusedFields }).toEqual({
        lines: 4,
        accepted: 2,
        unusedFields: { url: 2 },
      });
      expect(
        await db.query(
          `select c.slug, v.sku, v.attributes, o.amount::text, o.available
           from product.product p join product.category c using (category_id) join product.variant v using (product_id)
           join product.offer o using (product_id, variant_id) order by v.sku`,
        ),
      ).toEqual([
        {
          slug: 't-shirts',
          sku: 'tee-m',
          attributes: { colour: ['red'], size: ['m'] },
          amount: '20.99',
          available: 0,
        },
        {
          slug: 't-shirts',
          sku: 'tee-s',
          attributes: { colour: ['red'], size: ['s'] },
          amount: '19.99',
          available: 4,
        },
      ]);
      expect(await db.query('select a.name, a.label from product.attribute a order by a.name')).toEqual([
        { name: 'colour', label: 'Colour' },
        { name: 'size', label: 'Size' },
      ]);
    }));

  it('changes nothing the second time', () =>
    inTransaction(database, async (db) => {
      await run(db, rows, { mapping });
      const { report } = await run(db, rows, { mapping });
      expect(Object.values(report.counts).map(({ created, updated }) => created + updated)).toEqual(
        Object.values(report.counts).map(() => 0),
      );
    }));
});
