import { describe, expect, it } from 'vitest';
import type { Database } from '../../src/db/database.ts';
import { importRecords } from '../../src/import/import-records.ts';
import type { Rejection } from '../../src/import/import-report.ts';
import { inTransaction } from '../harness/in-transaction.ts';
import { useDatabase } from '../harness/use-database.ts';

const database = useDatabase();

const product = (handle: string, category = 'jackets', changes: object = {}) => ({
  handle,
  title: handle,
  category,
  variants: [{ sku: handle.toUpperCase() }],
  ...changes,
});
const rules = (category: string, ...goesWith: unknown[]) => ({ type: 'complement', category, goesWith });
const curation = (changes: object = {}) => ({
  type: 'curation',
  query: 'leather jacket',
  handle: 'moss',
  action: 'pin',
  ...changes,
});
const shop = [product('moss'), product('fern'), product('boot', 'shoes/boots'), product('cap', 'hats')];

const one = { created: 1, updated: 0, unchanged: 0 };
const changed = { created: 0, updated: 1, unchanged: 0 };
const same = { created: 0, updated: 0, unchanged: 1 };

async function load(db: Database, records: unknown[], batchSize = 500) {
  const rejections: Rejection[] = [];
  const report = await importRecords(db, {
    source: 'policy.jsonl',
    records: records as never,
    batchSize,
    onRejected: (rejection) => rejections.push(rejection),
  });
  return { counts: report.counts, rejections };
}

async function readRules(db: Database): Promise<string[]> {
  const rows = await db.query<{ rule: string }>(
    `select format('%s + %s %s', c.slug, g.slug, m.weight) as rule
     from product.complement m join product.category c using (category_id)
     join product.category g on g.category_id = m.complement_id order by c.slug, g.slug`,
  );
  return rows.map(({ rule }) => rule);
}

async function readCuration(db: Database): Promise<string[]> {
  const rows = await db.query<{ row: string }>(
    `select concat_ws(' ', p.handle, c.action, c.position, format('"%s"', c.query_text),
       to_char(lower(c.valid) at time zone 'UTC', 'YYYY-MM-DD'),
       to_char(upper(c.valid) at time zone 'UTC', '- YYYY-MM-DD')) as row
     from product.curation c join product.product p using (product_id) order by c.query_text, p.handle`,
  );
  return rows.map(({ row }) => row);
}

describe('what goes with a category', () => {
  it('weighs 1 where nothing is said, and changes nothing the second time', () =>
    inTransaction(database, async (db) => {
      const given = rules('jackets', { category: 'hats', weight: '0.8' }, 'boots', {
        category: 'shoes',
        weight: 0.25,
      });
      expect(await load(db, [...shop, given])).toMatchObject({ rejections: [], counts: { complement: one } });
      expect(await readRules(db)).toEqual([
        'jackets + boots 1.00',
        'jackets + hats 0.80',
        'jackets + shoes 0.25',
      ]);
      const versions = 'select m.xmin::text, m.ctid::text from product.complement m order by 2';
      const before = await db.query(versions);
      expect((await load(db, [given])).counts).toEqual({ complement: same });
      expect(await db.query(versions)).toEqual(before);
    }));

  it('is replaced as a whole, of that category alone; an empty list takes it away', () =>
    inTransaction(database, async (db) => {
      await load(db, [...shop, rules('jackets', 'hats', 'boots'), rules('boots', 'hats')]);
      expect((await load(db, [rules('jackets', { category: 'hats', weight: 0.5 })])).counts).toEqual({
        complement: changed,
      });
      expect(await readRules(db)).toEqual(['boots + hats 1.00', 'jackets + hats 0.50']);
      expect((await load(db, [rules('jackets'), rules('hats')])).counts).toEqual({
        complement: { created: 0, updated: 1, unchanged: 1 },
      });
      expect(await readRules(db)).toEqual(['boots + hats 1.00']);
    }));

  it('goes with the category that is deleted', () =>
    inTransaction(database, async (db) => {
      await load(db, [
        { type: 'category', path: 'spares', name: 'Spares' },
        ...shop,
        rules('jackets', 'spares', 'hats'),
        rules('spares', 'hats'),
      ]);
      await db.query(`delete from product.category c where c.slug = 'spares'`);
      expect(await readRules(db)).toEqual(['jackets + hats 1.00']);
    }));

  const unknown = 'unknown category; a category line, or a product in it, has to come before this one';
  it.each([
    ['of an unknown category', rules('gloves', 'hats'), 'category', 'gloves'],
    ['with an unknown category', rules('jackets', 'hats', 'gloves'), 'goesWith[1]', 'gloves'],
    [
      'with an unknown category and a weight',
      rules('jackets', 'hats', { category: 'gloves', weight: 0.5 }),
      'goesWith[1].category',
      'gloves',
    ],
  ])('is refused %s, and leaves the rules before it', (_, record, field, found) =>
    inTransaction(database, async (db) => {
      await load(db, [...shop, rules('jackets', 'boots')]);
      expect((await load(db, [record])).rejections).toEqual([{ line: 1, field, reason: unknown, found }]);
      expect(await readRules(db)).toEqual(['jackets + boots 1.00']);
    }),
  );

  it.each([1, 500])('knows the categories before its line only, in batches of %i', (batchSize) =>
    inTransaction(database, async (db) => {
      const { rejections } = await load(
        db,
        [
          rules('jackets', 'hats'),
          ...shop,
          rules('jackets', 'hats', 'shoes'),
          rules('hats', 'gloves'),
          { type: 'category', path: 'gloves', name: 'Gloves' },
          rules('hats', 'gloves'),
        ],
        batchSize,
      );
      expect(rejections.map(({ line, field }) => [line, field])).toEqual([
        [1, 'category'],
        [7, 'goesWith[0]'],
      ]);
      expect(await readRules(db)).toEqual([
        'hats + gloves 1.00',
        'jackets + hats 1.00',
        'jackets + shoes 1.00',
      ]);
    }),
  );
});

describe('a hand in the answer to a question', () => {
  it('is kept in lower case and single spaces, and changes nothing the second time', () =>
    inTransaction(database, async (db) => {
      const given = [
        curation({ query: '\u00a0 Leather\t\n JACKET ' }),
        curation({ handle: 'fern', position: 2, validFrom: '2026-03-01' }),
        curation({ handle: 'cap', action: 'exclude', validTo: '2026-04-01T02:00:00+02:00' }),
      ];
      expect(await load(db, [...shop, ...given])).toMatchObject({
        rejections: [],
        counts: { curation: { created: 3, updated: 0, unchanged: 0 } },
      });
      expect(await readCuration(db)).toEqual([
        'cap EXCLUDE "leather jacket" - 2026-04-01',
        'fern PIN 2 "leather jacket" 2026-03-01',
        'moss PIN 1 "leather jacket"',
      ]);
      const log = 'select count(*)::integer as changes from audit.change';
      const versions = 'select c.xmin::text, c.ctid::text from product.curation c order by 2';
      const before = [await db.query(log), await db.query(versions)];
      expect((await load(db, given)).counts).toEqual({ curation: { created: 0, updated: 0, unchanged: 3 } });
      expect([await db.query(log), await db.query(versions)]).toEqual(before);
    }));

  it('is replaced as a whole by the same product and question, and by no other', () =>
    inTransaction(database, async (db) => {
      await load(db, [
        ...shop,
        curation({ position: 7, validTo: '2026-04-01' }),
        curation({ query: 'jacket' }),
      ]);
      expect((await load(db, [curation({ query: 'LEATHER JACKET' })])).counts).toEqual({ curation: changed });
      expect((await load(db, [curation({ query: 'jacket', action: 'exclude' })])).counts).toEqual({
        curation: changed,
      });
      expect(await readCuration(db)).toEqual(['moss EXCLUDE "jacket"', 'moss PIN 1 "leather jacket"']);
    }));

  it('is taken away by remove, which says unchanged where there is none', () =>
    inTransaction(database, async (db) => {
      await load(db, [...shop, curation(), curation({ handle: 'fern' }), curation({ query: 'jacket' })]);
      expect((await load(db, [curation({ action: 'remove' })])).counts).toEqual({ curation: changed });
      expect((await load(db, [curation({ action: 'remove' })])).counts).toEqual({ curation: same });
      expect(await readCuration(db)).toEqual(['moss PIN 1 "jacket"', 'fern PIN 1 "leather jacket"']);
    }));

  it.each(['pin', 'exclude', 'remove'])('is refused for an unknown product: %s', (action) =>
    inTransaction(database, async (db) => {
      expect((await load(db, [...shop, curation({ handle: 'Moss', action })])).rejections).toEqual([
        {
          line: 5,
          field: 'handle',
          reason: 'unknown product; its own line has to come before this one',
          found: 'Moss',
        },
      ]);
    }),
  );

  it('is refused for a question of nothing but blanks that JavaScript takes for text', () =>
    inTransaction(database, async (db) => {
      expect((await load(db, [...shop, curation({ query: '\u200b\u0085' })])).rejections).toEqual([
        {
          line: 5,
          field: 'query',
          reason: 'has 0 characters in lower case; expected 1 to 1000',
          found: '\u200b\u0085',
        },
      ]);
    }));

  it.each([1, 500])('knows the products before its line only, in batches of %i', (batchSize) =>
    inTransaction(database, async (db) => {
      const { rejections } = await load(
        db,
        [curation(), ...shop, curation({ position: 2 }), product('moss', 'hats'), curation({ position: 3 })],
        batchSize,
      );
      expect(rejections.map(({ line, field }) => [line, field])).toEqual([[1, 'handle']]);
      expect(await readCuration(db)).toEqual(['moss PIN 3 "leather jacket"']);
    }),
  );

  it('is in the change log: what was pinned, moved and taken away, and by which file', () =>
    inTransaction(database, async (db) => {
      await load(db, shop);
      const [last] = await db.query<{ id: string }>('select max(c.change_id) as id from audit.change c');
      await load(db, [curation({ validFrom: '2026-03-01' })]);
      await load(db, [curation({ action: 'exclude' })]);
      await load(db, [curation({ action: 'remove' })]);
      const key = { query_text: 'leather jacket' };
      const pinned = { action: 'PIN', position: 1, valid: '["2026-03-01 00:00:00+00",)' };
      const excluded = { action: 'EXCLUDE', position: null, valid: '(,)' };
      const base = { cause: 'import:policy.jsonl', relation: 'product.curation', key };
      expect(
        await db.query(
          `select c.cause, c.relation, c.key, c.before, c.after from audit.change c
           where c.change_id > $1 order by c.change_id`,
          [last!.id],
        ),
      ).toEqual([
        { ...base, before: null, after: pinned },
        { ...base, before: pinned, after: excluded },
        { ...base, before: excluded, after: null },
      ]);
    }));

  it('carries the audience of its product, from the start and when that changes', () =>
    inTransaction(database, async (db) => {
      const audiences = async () =>
        (
          await db.query<{ audience: string[] | null }>(
            'select c.audience from product.curation c join product.product p using (product_id) order by p.handle',
          )
        ).map(({ audience }) => audience);
      await load(db, [
        product('fern', 'jackets', { audience: ['trade'] }),
        product('moss'),
        curation({ handle: 'fern' }),
        curation(),
      ]);
      expect(await audiences()).toEqual([['trade'], null]);
      await load(db, [
        product('fern', 'jackets', { audience: [] }),
        product('moss', 'jackets', { audience: ['staff', 'trade'] }),
      ]);
      expect(await audiences()).toEqual([null, ['staff', 'trade']]);
      await db.query(`update product.curation set audience = '{everyone}'`);
      expect(await audiences()).toEqual([null, ['staff', 'trade']]);
    }));
});

it('are read by entry points as the policies say: rules by all, curation by none', () =>
  inTransaction(database, async (db) => {
    await load(db, [...shop, rules('jackets', 'hats'), curation()]);
    await db.query('grant select on product.curation to trueshelf_api');
    await db.query('set local role trueshelf_api');
    expect(
      await db.query(
        `select (select count(*) from product.complement)::integer as rules,
           (select count(*) from product.curation)::integer as curation`,
      ),
    ).toEqual([{ rules: 1, curation: 0 }]);
  }));
