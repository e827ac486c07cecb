import { describe, expect, it } from 'vitest';
import type { Database } from '../../src/db/database.ts';
import { importRecords } from '../../src/import/import-records.ts';
import type { Rejection } from '../../src/import/import-report.ts';
import { inTransaction } from '../harness/in-transaction.ts';
import { useDatabase } from '../harness/use-database.ts';

const database = useDatabase();

const one = { created: 1, updated: 0, unchanged: 0 };
const changed = { created: 0, updated: 1, unchanged: 0 };
const same = { created: 0, updated: 0, unchanged: 1 };

const noise = { type: 'attribute', name: 'noise_db', label: 'Noise', valueType: 'number', unit: 'dB' };
const colour = { type: 'attribute', name: 'colour', valueType: 'text' };

async function load(db: Database, ...records: unknown[]) {
  const rejections: Rejection[] = [];
  const report = await importRecords(db, {
    source: 'words.jsonl',
    records: records as never,
    onRejected: (rejection) => rejections.push(rejection),
  });
  const { attribute: _, ...counts } = report.counts;
  return { counts, rejections };
}

async function readRows(db: Database, from: string): Promise<string[]> {
  const rows = await db.query<{ row: string }>(`select concat_ws(' ', ${from} order by 1`);
  return rows.map(({ row }) => row);
}

describe('values that a term means as well', () => {
  const blue = (...targets: string[]) => ({ type: 'synonym', attribute: 'colour', term: 'blues', targets });
  const rows = (db: Database) =>
    readRows(db, `s.attribute, s.term, '=', s.value) as row from product.value_synonym s`);

  it('are kept under the term as questions are read, and replaced as a whole', () =>
    inTransaction(database, async (db) => {
      expect(await load(db, colour, blue('navy', 'sky blue'))).toEqual({
        counts: { synonym: one },
        rejections: [],
      });
      expect(await rows(db)).toEqual(['colour blue = navy', 'colour blue = sky blue']);
      expect((await load(db, blue('navy', 'sky blue'))).counts).toEqual({ synonym: same });
      expect((await load(db, blue('navy', 'indigo'))).counts).toEqual({ synonym: changed });
      expect(await rows(db)).toEqual(['colour blue = indigo', 'colour blue = navy']);
    }));

  it('need a text attribute, and leave other synonyms alone', () =>
    inTransaction(database, async (db) => {
      const plain = { type: 'synonym', term: 'blue', targets: ['navy'] };
      expect(await load(db, noise, plain, blue('navy'), { ...blue('navy'), attribute: 'noise_db' })).toEqual({
        counts: { synonym: one },
        rejections: ['colour', 'noise_db'].map((found, index) => ({
          line: 3 + index,
          field: 'attribute',
          found,
          reason:
            'expected a text attribute; its line, or a product that has it, has to come before this one',
        })),
      });
      expect(await rows(db)).toEqual([]);
    }));
});

describe('comparatives', () => {
  const quieter = { type: 'comparative', word: 'quieter', measure: 'noise_db', direction: 'LESS' };
  const rows = (db: Database) =>
    readRows(
      db,
      `c.word, c.measure, c.direction, c.bare) as row from product.comparative c where c.word = 'quieter'`,
    );

  it('are one for each measure, and keep whether they count bare', () =>
    inTransaction(database, async (db) => {
      expect((await load(db, noise, { ...quieter, bare: false })).counts).toEqual({ comparative: one });
      expect((await load(db, quieter)).counts).toEqual({ comparative: same });
      expect((await load(db, { ...quieter, direction: 'MORE' })).counts).toEqual({ comparative: changed });
      expect((await load(db, { ...quieter, measure: 'rating', direction: 'MORE' })).counts).toEqual({
        comparative: one,
      });
      expect(await rows(db)).toEqual(['quieter noise_db MORE f', 'quieter rating MORE t']);
    }));

  it('need a measure that can be compared', () =>
    inTransaction(database, async (db) => {
      expect((await load(db, colour, quieter, { ...quieter, measure: 'colour' })).rejections).toEqual(
        ['noise_db', 'colour'].map((found, index) => ({
          line: 2 + index,
          field: 'measure',
          found,
          reason:
            'expected weight_grams, price, released_on, rating or a number attribute, whose line has to come before this one',
        })),
      );
      expect(await rows(db)).toEqual([]);
    }));
});

describe('words of attributes', () => {
  const lasts = { type: 'attribute_word', phrase: 'not louder than', attribute: 'noise_db' };
  const rows = (db: Database) =>
    readRows(
      db,
      `w.phrase, w.attribute, w.bound) as row from product.attribute_word w where w.phrase like 'not %'`,
    );

  it('may bound the amount behind them, until a line says null', () =>
    inTransaction(database, async (db) => {
      expect((await load(db, noise, { ...lasts, bound: 'AT_MOST' })).counts).toEqual({ attribute_word: one });
      expect((await load(db, lasts)).counts).toEqual({ attribute_word: same });
      expect(await rows(db)).toEqual(['not louder than noise_db AT_MOST']);
      expect((await load(db, { ...lasts, bound: null })).counts).toEqual({ attribute_word: changed });
      expect(await rows(db)).toEqual(['not louder than noise_db']);
    }));

  it('name the weight of variants, or an attribute that is there', () =>
    inTransaction(database, async (db) => {
      expect(await load(db, lasts, { ...lasts, attribute: 'weight_grams' })).toEqual({
        counts: { attribute_word: one },
        rejections: [
          {
            line: 1,
            field: 'attribute',
            found: 'noise_db',
            reason:
              'unknown attribute; an attribute line, or a product that has it, has to come before this one',
          },
        ],
      });
    }));
});

it('registers no attribute of a product by the name of a fact, and keeps its value', () =>
  inTransaction(database, async (db) => {
    const given = {
      handle: 'moss',
      title: 'Moss',
      category: 'jackets',
      attributes: { rating: 'PG 13', weightGrams: 7 },
      variants: [{ sku: 'MOSS' }],
    };
    expect((await load(db, given)).rejections).toEqual([]);
    expect(await readRows(db, 'p.attributes) as row from product.product p')).toEqual([
      '{"rating": "PG 13", "weight_grams": 7}',
    ]);
    expect(await readRows(db, 'a.name) as row from product.attribute a')).toEqual([]);
  }));
