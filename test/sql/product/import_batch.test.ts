import { describe, expect, it } from 'vitest';
import type { Database } from '../../../src/db/database.ts';
import { checkRecord } from '../../../src/import/check-record.ts';
import { prepareRecord } from '../../../src/import/prepare-record.ts';
import { inTransaction } from '../../harness/in-transaction.ts';
import { useDatabase } from '../../harness/use-database.ts';

const database = useDatabase();

interface Result {
  counts: Record<string, { created: number; updated: number; unchanged: number }>;
  rejections: { index: number; field: string; reason: string; found: string | null }[];
}

const june = '2026-06-01T00:00:00Z';
const july = '2026-07-01T00:00:00Z';
const august = '2026-08-01T00:00:00Z';

async function importBatch(db: Database, records: unknown[], importedAt = june): Promise<Result> {
  const prepared = records.map((record) => {
    const checked = checkRecord(record);
    if (checked.fault) throw new Error(JSON.stringify(checked.fault));
    return prepareRecord(checked.record);
  });
  const [row] = await db.query<{ result: Result }>(
    'select product.import_batch(records => $1::jsonb, source => $2, imported_at => $3::timestamptz) as result',
    [JSON.stringify(prepared), 'test.jsonl', importedAt],
  );
  return row!.result;
}

function jacket(changes: object = {}, variant: object = {}): object {
  return {
    handle: 'jacket',
    title: 'Jacket',
    category: 'apparel/jackets',
    brand: 'Acme',
    variants: [
      {
        sku: 'J-1',
        options: { size: 'M' },
        weightGrams: 900,
        prices: [{ amount: '150', currency: 'USD' }],
        stock: [{ location: 'main', onHand: 3 }],
        ...variant,
      },
    ],
    ...changes,
  };
}

const priced = (...prices: object[]): object => jacket({}, { prices });

/** Periods as "amount from to", days only. */
async function readPeriods(db: Database): Promise<string[]> {
  const rows = await db.query<{ period: string }>(
    `select concat_ws(' ', p.amount, p.compare_at,
       to_char(lower(p.valid) at time zone 'UTC', 'YYYY-MM-DD'),
       coalesce(to_char(upper(p.valid) at time zone 'UTC', 'YYYY-MM-DD'), '-')) as period
     from product.price p order by p.price_list_id, p.variant_id, lower(p.valid)`,
  );
  return rows.map((row) => row.period);
}

const one = { created: 1, updated: 0, unchanged: 0 };
const same = { created: 0, updated: 0, unchanged: 1 };

describe('a new product', () => {
  it('comes with its category tree, brand, price list, location and attributes', () =>
    inTransaction(database, async (db) => {
      const result = await importBatch(db, [
        jacket({ attributes: { madeIn: 'Portugal', waterproof: true } }),
      ]);
      expect(result).toEqual({
        rejections: [],
        counts: {
          product: one,
          variant: one,
          price: one,
          stock: one,
          brand: one,
          price_list: one,
          location: one,
          category: { created: 2, updated: 0, unchanged: 0 },
          attribute: { created: 3, updated: 0, unchanged: 0 },
        },
      });
      expect(
        await db.query(
          `select c.slug, c.name, parent.slug as parent from product.category c
           left join product.category parent on parent.category_id = c.parent_id order by c.category_id`,
        ),
      ).toEqual([
        { slug: 'apparel', name: 'Apparel', parent: null },
        { slug: 'jackets', name: 'Jackets', parent: 'apparel' },
      ]);
      expect(
        await db.query('select a.name, a.label, a.type from product.attribute a order by a.name'),
      ).toEqual([
        { name: 'made_in', label: 'Made in', type: 'text' },
        { name: 'size', label: 'Size', type: 'text' },
        { name: 'waterproof', label: 'Waterproof', type: 'boolean' },
      ]);
      expect(
        await db.query(
          'select l.code, l.name, l.currency, l.customer_group, l.is_default from product.price_list l',
        ),
      ).toEqual([
        { code: 'public-usd', name: 'Public USD', currency: 'USD', customer_group: null, is_default: true },
      ]);
      expect(
        await db.query(`select o.amount::text, o.available, v.attributes, p.status, p.description
          from product.offer o join product.variant v using (product_id, variant_id) join product.product p using (product_id)`),
      ).toEqual([
        {
          amount: '150.00',
          available: 3,
          attributes: { made_in: ['portugal'], size: ['m'], waterproof: ['true'] },
          status: 'active',
          description: '',
        },
      ]);
    }));

  it('is in the change log with the cause of the import', () =>
    inTransaction(database, async (db) => {
      await importBatch(db, [jacket()]);
      expect(await db.query('select c.relation, c.cause from audit.change c order by c.change_id')).toEqual(
        ['product.product', 'product.stock', 'product.price'].map((relation) => ({
          relation,
          cause: 'import:test.jsonl',
        })),
      );
    }));
});

describe('the same record again', () => {
  it('changes nothing: no row version, no change, no embedding job', () =>
    inTransaction(database, async (db) => {
      const record = jacket({
        description: 'Warm.',
        attributes: { warmth: 4.5, materials: ['wool', 'nylon'] },
        releasedOn: '2026-01-31',
        rating: 4.567,
        audience: ['trade', 'staff'],
      });
      await importBatch(db, [record]);
      const versions = `
        select 'product' as kind, p.xmin::text, p.ctid::text from product.product p
        union all select 'variant', v.xmin::text, v.ctid::text from product.variant v
        union all select 'price', p.xmin::text, p.ctid::text from product.price p
        union all select 'stock', s.xmin::text, s.ctid::text from product.stock s
        union all select 'audience', a.xmin::text, a.ctid::text from product.audience a
        union all select 'change', count(*)::text, '' from audit.change
        union all select 'job', count(*)::text, coalesce(sum(generation), 0)::text from embeddings.job
        order by 1, 2, 3`;
      await db.query(
        `insert into embeddings.model (name, provider, provider_model, base_url, dimensions, document_template, state)
         values ('m', 'openai', 'text-3', 'http://127.0.0.1:9/v1', 3, '{title} {brand} {category} {description} {attributes} {options}', 'active')`,
      );
      const before = await db.query(versions);
      expect(await importBatch(db, [record], july)).toEqual({
        rejections: [],
        counts: { product: same, variant: same, price: same, stock: same, audience: same },
      });
      expect(await db.query(versions)).toEqual(before);
    }));

  it('updates only what differs and leaves what the record does not mention', () =>
    inTransaction(database, async (db) => {
      await importBatch(db, [jacket({ description: 'Warm.', attributes: { warmth: 4 }, rating: 4 })]);
      const result = await importBatch(db, [
        {
          handle: 'jacket',
          title: 'Winter jacket',
          category: 'apparel/jackets',
          variants: [{ sku: 'J-1', stock: [{ location: 'main', onHand: 2, reserved: 1 }] }],
        },
      ]);
      expect(result.counts).toEqual({
        product: { created: 0, updated: 1, unchanged: 0 },
        variant: same,
        stock: { created: 0, updated: 1, unchanged: 0 },
      });
      expect(
        await db.query(
          `select p.title, p.description, p.attributes, p.rating, b.name as brand, v.options, v.weight_grams, s.on_hand, s.reserved
           from product.product p join product.brand b using (brand_id) join product.variant v using (product_id)
           join product.stock s using (product_id, variant_id)`,
        ),
      ).toEqual([
        {
          title: 'Winter jacket',
          description: 'Warm.',
          attributes: { warmth: 4 },
          rating: '4.00',
          brand: 'Acme',
          options: { size: 'M' },
          weight_grams: '900',
          on_hand: 2,
          reserved: 1,
        },
      ]);
    }));

  it('empties what is null, and keeps what is reserved where a level does not say', () =>
    inTransaction(database, async (db) => {
      await importBatch(db, [
        jacket(
          { description: 'Warm.', rating: 4, releasedOn: '2026-01-01' },
          {
            stock: [{ location: 'main', onHand: 3, reserved: 2 }],
          },
        ),
      ]);
      await importBatch(db, [
        jacket({ description: null, brand: null, rating: null, releasedOn: null }, { weightGrams: null }),
      ]);
      expect(
        await db.query(
          `select p.description, p.brand_id, p.rating, p.released_on, v.weight_grams, s.on_hand, s.reserved
           from product.product p join product.variant v using (product_id) join product.stock s using (product_id, variant_id)`,
        ),
      ).toEqual([
        {
          description: '',
          brand_id: null,
          rating: null,
          released_on: null,
          weight_grams: null,
          on_hand: 3,
          reserved: 2,
        },
      ]);
    }));
});

describe('nothing is deleted', () => {
  it('keeps variants, locations and price lists that a later record does not name', () =>
    inTransaction(database, async (db) => {
      await importBatch(db, [jacket()]);
      await importBatch(db, [
        jacket(
          {},
          {
            sku: 'J-2',
            prices: [{ amount: 120, currency: 'EUR' }],
            stock: [{ location: 'shop', onHand: 1 }],
          },
        ),
      ]);
      expect(
        await db.query(
          `select v.sku, l.code as list, k.code as location from product.variant v join product.price p using (product_id, variant_id)
           join product.price_list l using (price_list_id) join product.stock s using (product_id, variant_id)
           join product.location k using (location_id) order by v.sku`,
        ),
      ).toEqual([
        { sku: 'J-1', list: 'public-usd', location: 'main' },
        { sku: 'J-2', list: 'public-eur', location: 'shop' },
      ]);
    }));
});

describe('an undated price', () => {
  it('ends the running period at the import and begins another when it differs', () =>
    inTransaction(database, async (db) => {
      await importBatch(db, [priced({ amount: 150, currency: 'USD' })], june);
      const { counts } = await importBatch(
        db,
        [priced({ amount: '120.50', currency: 'USD', compareAt: 150 })],
        july,
      );
      expect(counts.price).toEqual({ created: 1, updated: 1, unchanged: 0 });
      expect(await readPeriods(db)).toEqual(['150.00 2026-06-01 2026-07-01', '120.50 150.00 2026-07-01 -']);
    }));

  it('lasts until a period that is scheduled already', () =>
    inTransaction(database, async (db) => {
      await importBatch(db, [
        priced({ amount: 150, currency: 'USD' }, { amount: 99, currency: 'USD', validFrom: '2026-08-01' }),
      ]);
      await importBatch(db, [priced({ amount: 140, currency: 'USD' })], july);
      expect(await readPeriods(db)).toEqual([
        '150.00 2026-06-01 2026-07-01',
        '140.00 2026-07-01 2026-08-01',
        '99.00 2026-08-01 -',
      ]);
    }));

  const sale = { amount: 100, currency: 'USD', validFrom: '2026-07-01', validTo: '2026-07-15' };

  it('comes back after a dated price of the same record', () =>
    inTransaction(database, async (db) => {
      await importBatch(db, [priced({ amount: 150, currency: 'USD' }, sale)]);
      expect(await readPeriods(db)).toEqual([
        '150.00 2026-06-01 2026-07-01',
        '100.00 2026-07-01 2026-07-15',
        '150.00 2026-07-15 -',
      ]);
    }));

  it.each(['2026-06-15T00:00:00Z', '2026-07-05T00:00:00Z', '2026-07-15T00:00:00Z', august])(
    'is unchanged by the same record at %s, before, during and after the sale',
    (later) =>
      inTransaction(database, async (db) => {
        const record = priced({ amount: 150, currency: 'USD' }, sale);
        await importBatch(db, [record]);
        const before = await readPeriods(db);
        const { counts } = await importBatch(db, [record], later);
        expect(counts.price).toEqual({ created: 0, updated: 0, unchanged: 2 });
        expect(await readPeriods(db)).toEqual(before);
      }),
  );

  it('changes the regular price around a running sale', () =>
    inTransaction(database, async (db) => {
      await importBatch(db, [priced({ amount: 150, currency: 'USD' }, sale)]);
      await importBatch(db, [priced({ amount: 160, currency: 'USD' }, sale)], '2026-07-05T00:00:00Z');
      expect(await readPeriods(db)).toEqual([
        '150.00 2026-06-01 2026-07-01',
        '100.00 2026-07-01 2026-07-15',
        '160.00 2026-07-15 -',
      ]);
    }));
});

describe('a dated price', () => {
  it('ends an earlier period that would run into it', () =>
    inTransaction(database, async (db) => {
      await importBatch(db, [priced({ amount: 150, currency: 'USD' })]);
      const { counts } = await importBatch(db, [
        priced({ amount: 100, currency: 'USD', validFrom: '2026-07-01', validTo: '2026-07-15' }),
      ]);
      expect(counts.price).toEqual({ created: 1, updated: 1, unchanged: 0 });
      expect(await readPeriods(db)).toEqual(['150.00 2026-06-01 2026-07-01', '100.00 2026-07-01 2026-07-15']);
    }));

  it('replaces the period that begins at the same instant', () =>
    inTransaction(database, async (db) => {
      await importBatch(db, [priced({ amount: 150, currency: 'USD', validFrom: '2026-01-01' })]);
      const { counts } = await importBatch(db, [
        priced({ amount: 140, currency: 'USD', validFrom: '2026-01-01', validTo: '2026-12-31' }),
      ]);
      expect(counts.price).toEqual({ created: 0, updated: 1, unchanged: 0 });
      expect(await readPeriods(db)).toEqual(['140.00 2026-01-01 2026-12-31']);
    }));

  it('without an end lasts until the next one, however often it is imported', () =>
    inTransaction(database, async (db) => {
      const record = priced(
        { amount: 150, currency: 'USD', validFrom: '2024-01-01' },
        { amount: 160, currency: 'USD', validFrom: '2025-01-01' },
      );
      await importBatch(db, [record]);
      const { counts } = await importBatch(db, [record], july);
      expect(counts.price).toEqual({ created: 0, updated: 0, unchanged: 2 });
      expect(await readPeriods(db)).toEqual(['150.00 2024-01-01 2025-01-01', '160.00 2025-01-01 -']);
    }));

  it('that runs into a later period is refused with the whole record, and nothing else is', () =>
    inTransaction(database, async (db) => {
      await importBatch(db, [priced({ amount: 150, currency: 'USD', validFrom: '2026-08-01' })]);
      const result = await importBatch(db, [
        jacket(
          { title: 'Changed', brand: 'Other' },
          {
            prices: [{ amount: 90, currency: 'USD', validFrom: '2026-06-01', validTo: '2026-09-01' }],
          },
        ),
        jacket({ handle: 'other' }, { sku: 'O-1' }),
      ]);
      expect(result.rejections).toEqual([
        {
          index: 0,
          field: 'variants[0].prices[0].validTo',
          reason:
            'overlaps the later price period that begins 2026-08-01T00:00:00.000000Z; end it by then, or begin at that instant to replace that period',
          found: '2026-09-01T00:00:00.000000Z',
        },
      ]);
      expect(await readPeriods(db)).toEqual(['150.00 2026-08-01 -', '150.00 2026-06-01 -']);
      expect(await db.query('select p.title from product.product p order by p.product_id')).toEqual([
        { title: 'Jacket' },
        { title: 'Jacket' },
      ]);
      expect(await db.query(`select b.name from product.brand b`)).toEqual([{ name: 'Acme' }]);
    }));

  it('is kept apart by currency and customer group', () =>
    inTransaction(database, async (db) => {
      await importBatch(db, [{ type: 'price_list', currency: 'JPY' }]);
      await importBatch(db, [
        priced(
          { amount: 150, currency: 'USD' },
          { amount: 120, currency: 'USD', customerGroup: 'wholesale' },
          { amount: 16_000, currency: 'JPY' },
        ),
      ]);
      expect(
        await db.query(
          `select l.code, l.is_default, p.amount from product.price_list l join product.price p using (price_list_id) order by l.code`,
        ),
      ).toEqual([
        { code: 'public-jpy', is_default: true, amount: '16000' },
        { code: 'public-usd', is_default: false, amount: '150.00' },
        { code: 'wholesale-usd', is_default: false, amount: '120.00' },
      ]);
    }));
});

describe('a restriction', () => {
  const readAudiences = (db: Database) =>
    db.query(`select p.audience as product, v.audience as variant, e.audience as price, s.audience as stock, o.audience as offer
      from product.product p join product.variant v using (product_id) join product.price e using (product_id, variant_id)
      join product.stock s using (product_id, variant_id) join product.offer o using (product_id, variant_id)`);
  const everywhere = (audience: string[] | null) => [
    { product: audience, variant: audience, price: audience, stock: audience, offer: audience },
  ];

  it('holds from the start, is replaced by another, stays when absent and goes with an empty list', () =>
    inTransaction(database, async (db) => {
      await importBatch(db, [jacket({ audience: ['trade', 'staff', 'trade'] })]);
      expect(await readAudiences(db)).toEqual(everywhere(['staff', 'trade']));
      await importBatch(db, [jacket({ audience: ['vip'] })]);
      expect(await readAudiences(db)).toEqual(everywhere(['vip']));
      expect((await importBatch(db, [jacket()])).counts.audience).toBeUndefined();
      expect(await readAudiences(db)).toEqual(everywhere(['vip']));
      await importBatch(db, [jacket({ audience: [] })]);
      expect(await readAudiences(db)).toEqual(everywhere(null));
    }));
});

describe('a record that contradicts the catalogue is refused, and only that record', () => {
  const cases: [title: string, bad: object, rejection: object][] = [
    [
      'a SKU of another product',
      jacket({ handle: 'thief' }),
      {
        field: 'variants[0].sku',
        reason: 'belongs to the product "jacket" already; a SKU stays with its product',
        found: 'J-1',
      },
    ],
    [
      'an unknown currency',
      jacket({ handle: 'bad' }, { sku: 'B-1', prices: [{ amount: 1, currency: 'XXX' }] }),
      {
        field: 'variants[0].prices[0].currency',
        reason:
          'unknown currency; known are AUD, CAD, CHF, CNY, DKK, EUR, GBP, INR, JPY, NOK, NZD, PLN, SEK, USD (a row in product.currency adds one)',
        found: 'XXX',
      },
    ],
    [
      "more decimals than the currency's minor unit",
      jacket({ handle: 'bad' }, { sku: 'B-1', prices: [{ amount: '10.5', currency: 'JPY' }] }),
      { field: 'variants[0].prices[0].amount', reason: 'JPY has 0 decimals', found: '10.5' },
    ],
    [
      'a comparison price with too many decimals',
      jacket({ handle: 'bad' }, { sku: 'B-1', prices: [{ amount: 1, compareAt: '1.999', currency: 'USD' }] }),
      { field: 'variants[0].prices[0].compareAt', reason: 'USD has 2 decimals', found: '1.999' },
    ],
    [
      'a category that is elsewhere in the tree',
      jacket({ handle: 'bad', category: 'sale/jackets' }, { sku: 'B-1' }),
      {
        field: 'category',
        reason: '"jackets" is under "apparel" already; a category keeps its place',
        found: 'sale/jackets',
      },
    ],
    [
      'a category below that is at the root',
      jacket({ handle: 'bad', category: 'sale/apparel' }, { sku: 'B-1' }),
      {
        field: 'category',
        reason: '"apparel" is at the root already; a category keeps its place',
        found: 'sale/apparel',
      },
    ],
    [
      'an attribute of another type than registered',
      jacket({ handle: 'bad', attributes: { warmth: 'very' } }, { sku: 'B-1' }),
      {
        field: 'attributes.warmth',
        reason:
          'the attribute is registered as number and this value is a text; correct the value, or register the attribute as text',
        found: 'very',
      },
    ],
  ];

  it.each(cases)('%s', (_, bad, rejection) =>
    inTransaction(database, async (db) => {
      await importBatch(db, [jacket({ attributes: { warmth: 4 } })]);
      const result = await importBatch(db, [bad, jacket({ handle: 'good' }, { sku: 'G-1' })]);
      expect(result.rejections).toEqual([{ index: 0, ...rejection }]);
      expect(await db.query('select p.handle from product.product p order by p.product_id')).toEqual([
        { handle: 'jacket' },
        { handle: 'good' },
      ]);
      expect(await db.query(`select c.slug from product.category c where c.slug = 'sale'`)).toEqual([]);
    }),
  );

  it('the later of two records with one handle, or with one SKU, in a batch', () =>
    inTransaction(database, async (db) => {
      const result = await importBatch(db, [
        jacket(),
        jacket({ title: 'Again' }, { sku: 'J-2' }),
        jacket({ handle: 'other' }),
      ]);
      expect(result.rejections).toEqual([
        { index: 1, field: 'handle', reason: 'occurs twice in one batch', found: 'jacket' },
        { index: 2, field: 'variants[0].sku', reason: 'occurs twice in one batch', found: 'J-1' },
      ]);
      expect(result.counts.product).toEqual(one);
    }));

  it('the later of two that give a new category different places', () =>
    inTransaction(database, async (db) => {
      const result = await importBatch(db, [
        jacket({ handle: 'b', category: 'shop/sale' }, { sku: 'B' }),
        jacket({ handle: 'a', category: 'apparel/sale' }, { sku: 'A' }),
      ]);
      expect(result.rejections.map(({ index, reason }) => ({ index, reason }))).toEqual([
        { index: 1, reason: '"sale" is under "shop" already; a category keeps its place' },
      ]);
    }));

  it('does not let a refused record take a place in the category tree from a good one', () =>
    inTransaction(database, async (db) => {
      await importBatch(db, [jacket()]);
      const result = await importBatch(db, [
        jacket({ handle: 'bad', category: 'sale/jackets/parkas' }, { sku: 'B-1' }),
        jacket({ handle: 'good', category: 'apparel/jackets/parkas' }, { sku: 'G-1' }),
      ]);
      expect(result.rejections.map(({ index }) => index)).toEqual([0]);
      expect(result.counts.category).toEqual(one);
    }));
});

describe('brands', () => {
  it('are one whatever their case, and differ by slug where their names differ only in signs', () =>
    inTransaction(database, async (db) => {
      await importBatch(db, [
        jacket({ handle: 'a', brand: 'C&A' }, { sku: 'A' }),
        jacket({ handle: 'b', brand: 'c&a' }, { sku: 'B' }),
        jacket({ handle: 'c', brand: 'C A' }, { sku: 'C' }),
        jacket({ handle: 'd', brand: '华为' }, { sku: 'D' }),
      ]);
      expect(await db.query('select b.name, b.slug from product.brand b order by b.brand_id')).toEqual([
        { name: 'C&A', slug: 'c-a' },
        { name: 'C A', slug: expect.stringMatching(/^c-a-[0-9a-f]{6}$/) },
        { name: '华为', slug: expect.stringMatching(/^brand-[0-9a-f]{6}$/) },
      ]);
    }));
});

describe('records of other types', () => {
  const references = [
    { type: 'category', path: 'apparel/jackets', name: 'Jackets & coats' },
    { type: 'brand', name: 'Acme', slug: 'acme-outdoor' },
    { type: 'price_list', currency: 'EUR', name: 'Euro prices', isDefault: true },
    { type: 'price_list', currency: 'USD', customerGroup: 'wholesale' },
    { type: 'location', code: 'main', name: 'Main warehouse' },
    { type: 'attribute', name: 'size', valueType: 'text', unit: 'EU', facetable: false },
    { type: 'synonym', term: 'parka', targets: ['jacket', 'coat'] },
  ];

  it('are written before the products of their batch, and change nothing the second time', () =>
    inTransaction(database, async (db) => {
      const first = await importBatch(db, [jacket(), ...references]);
      expect(first.rejections).toEqual([]);
      expect(first.counts).toMatchObject({
        category: { created: 2, updated: 0, unchanged: 0 },
        brand: one,
        price_list: { created: 3, updated: 0, unchanged: 0 },
        location: one,
        attribute: one,
        synonym: one,
      });
      expect(
        await db.query(
          `select c.name as category, b.slug as brand, l.code as list, k.name as location, a.unit, a.facetable
           from product.product p join product.category c using (category_id) join product.brand b using (brand_id)
           cross join product.price_list l cross join product.location k cross join product.attribute a where l.is_default`,
        ),
      ).toEqual([
        {
          category: 'Jackets & coats',
          brand: 'acme-outdoor',
          list: 'public-eur',
          location: 'Main warehouse',
          unit: 'EU',
          facetable: false,
        },
      ]);
      const second = await importBatch(db, [jacket(), ...references]);
      expect(second.rejections).toEqual([]);
      expect(Object.values(second.counts).map(({ created, updated }) => created + updated)).toEqual(
        Object.values(second.counts).map(() => 0),
      );
      expect(second.counts.price_list).toEqual({ created: 0, updated: 0, unchanged: 2 });
    }));

  it('change what is there', () =>
    inTransaction(database, async (db) => {
      await importBatch(db, [jacket(), ...references]);
      const changed = await importBatch(db, [
        { type: 'category', path: 'apparel/jackets', name: 'Coats' },
        { type: 'brand', name: 'ACME' },
        { type: 'price_list', currency: 'USD', isDefault: true },
        { type: 'location', code: 'main', name: 'Hall 2' },
        { type: 'attribute', name: 'size', unit: null },
        { type: 'synonym', term: 'parka', targets: ['anorak'] },
      ]);
      expect(changed.counts).toEqual(
        Object.fromEntries(
          ['category', 'brand', 'price_list', 'location', 'attribute', 'synonym'].map((kind) => [
            kind,
            { created: 0, updated: 1, unchanged: 0 },
          ]),
        ),
      );
      expect(
        await db.query(
          `select c.name as category, b.name as brand, l.code as list, a.unit, s.targets from product.category c, product.brand b,
           product.price_list l, product.attribute a, product.synonym s where c.slug = 'jackets' and l.is_default`,
        ),
      ).toEqual([{ category: 'Coats', brand: 'ACME', list: 'public-usd', unit: null, targets: ['anorak'] }]);
    }));

  const refused: [title: string, record: object, rejection: object][] = [
    [
      'a price list whose code is another list’s',
      { type: 'price_list', currency: 'GBP', code: 'public-eur' },
      { field: 'code', reason: '"public-eur" is the code of another price list', found: 'public-eur' },
    ],
    [
      'a price list of an unknown currency',
      { type: 'price_list', currency: 'XTS' },
      {
        field: 'currency',
        reason:
          'unknown currency; known are AUD, CAD, CHF, CNY, DKK, EUR, GBP, INR, JPY, NOK, NZD, PLN, SEK, USD (a row in product.currency adds one)',
        found: 'XTS',
      },
    ],
    [
      'a category elsewhere in the tree',
      { type: 'category', path: 'jackets', name: 'Jackets' },
      {
        field: 'path',
        reason: '"jackets" is under "apparel" already; a category keeps its place',
        found: 'jackets',
      },
    ],
    [
      'a brand whose slug is another brand’s',
      { type: 'brand', name: 'Acme', slug: 'other' },
      { field: 'slug', reason: 'is the brand "Other", and "Acme" is another brand', found: 'other' },
    ],
  ];

  it.each(refused)('refuses %s', (_, record, rejection) =>
    inTransaction(database, async (db) => {
      await importBatch(db, [jacket(), ...references, { type: 'brand', name: 'Other' }]);
      expect((await importBatch(db, [record])).rejections).toEqual([{ index: 0, ...rejection }]);
    }),
  );
});

it('takes an empty batch', () =>
  inTransaction(database, async (db) => {
    expect(await importBatch(db, [])).toEqual({ counts: {}, rejections: [] });
  }));

it('is not executable by everyone', async () => {
  const rows = await database.query(
    `select p.proname from pg_proc p where p.proname like 'import%' and p.pronamespace = 'product'::regnamespace
       and has_function_privilege('trueshelf_gateway', p.oid, 'execute')`,
  );
  expect(rows).toEqual([]);
});
