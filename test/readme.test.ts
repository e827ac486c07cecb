import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { packageRoot } from '../src/package-root.ts';
import { inTransaction } from './harness/in-transaction.ts';
import { useDatabase } from './harness/use-database.ts';

const readme = readFileSync(join(packageRoot(), 'README.md'), 'utf8');
const database = useDatabase('demo');

test('the answer at the top of the README is the one that comes out', async () => {
  const question = /```sql\n(select rank[^;]+);\n```\n\n```\n([^`]+)```/.exec(readme)!;
  const printed = question[2]!
    .trimEnd()
    .split('\n')
    .slice(2)
    .map((line) => line.split('|').map((cell) => cell.trim()));
  const rows = await database.query<Record<string, unknown>>(question[1]!);
  expect(rows.map((row) => Object.values(row).map(String))).toEqual(printed);
});

test('every other statement of the README runs', async () => {
  const statements =
    /```sql\n\\x auto[^\n]*\n(select \* from api\.similar_items\('leather jacket'[^`]+)```/.exec(readme)![1]!;
  for (const line of statements.trim().split('\n')) await database.query(line);
  expect(statements.trim().split('\n').length).toBeGreaterThan(4);
});

test('the README changes a price and a stock level as it says', () =>
  inTransaction(database, async (db) => {
    const [, stock, price] = /```sql\n(update product\.stock[^;]+;)\n\n(with ended[^;]+;)\n```/.exec(readme)!;
    const [shown] = await db.query<{ sku: string }>(
      `select sku from api.similar_items('leather jacket in stock', 1)`,
    );
    const { sku } = shown!;
    const statements = `${stock}${price}`
      .replaceAll('…', sku)
      .split(';')
      .filter((text) => text.trim() !== '');
    for (const statement of statements) await db.query(statement);
    const after = await db.query<{ sku: string }>(
      `select sku from api.similar_items('leather jacket in stock', 50)`,
    );
    expect(after.map((row) => row.sku)).not.toContain(sku);
    const tomorrow = await db.query<{ amount: string }>(
      `select o.amount from product.offer o join product.sku k using (product_id, variant_id)
       join product.price_list l using (price_list_id)
       where k.sku = $1 and l.is_default and o.valid_from = date_trunc('day', now()) + interval '1 day'`,
      [sku],
    );
    expect(tomorrow.map((row) => Number(row.amount))).toEqual([89]);
  }));

test('each row that docs/interpretation.md adds is taken, by the tables of the demo shop', () =>
  inTransaction(database, async (db) => {
    const document = readFileSync(join(packageRoot(), 'docs', 'interpretation.md'), 'utf8');
    const inserts = [...document.matchAll(/`(insert into product\.(\w+) [^`]+)`/g)];
    expect(inserts.map(([, , table]) => table)).toEqual([
      ...[
        'phrase',
        'comparative',
        'unit',
        'currency',
        'attribute_word',
        'value_synonym',
        'synonym',
        'numeral',
      ],
    ]);
    for (const [, statement] of inserts) await db.query(statement!);
    const read = async (text: string) => {
      const [row] = await db.query<{ origins: string }>(
        `select string_agg(coalesce(c ->> 'origin', c ->> 'reason'), '; ') as origins
         from (select api.interpret($1) as read) i,
           jsonb_array_elements(i.read -> 'constraints' || (i.read -> 'preferences') || (i.read -> 'ignored')) c
         where c ->> 'source' is distinct from 'DEFAULT'`,
        [text],
      );
      return row!.origins;
    };
    expect(await read('something no dearer than $80')).toBe('phrase: no dearer than');
    expect(await read('something airier')).toBe('comparative: airier');
    expect(await read('under one stone')).toBe('phrase: under');
    expect(await read('under 500 kronur')).toContain('no price list in ISK');
    expect(await read('snug to -5 degrees')).toBe('attribute_word: snug to');
    expect(await read('something in aqua')).toBe('value_synonym: colour aqua → teal');
    expect(await read('gogglebox')).toBe('synonym: gogglebox → television');
    expect(await read('under a dozen dollars')).toBe('phrase: under');
  }));

test('a worker of one’s own does what docs/embeddings.md shows, statement by statement', () =>
  inTransaction(database, async (db) => {
    const document = readFileSync(join(packageRoot(), 'docs', 'embeddings.md'), 'utf8');
    const section = document.split('\n## A worker of your own\n')[1]!;
    const statements = /```sql\n([^`]+)```/.exec(section)![1]!.replace(/--.*/g, '').split(';');
    const outcomes: Record<string, unknown>[][] = [];
    for (const statement of statements.slice(0, -1)) outcomes.push(await db.query(statement));
    const [added, started, , stored, released] = outcomes;
    expect(added).toMatchObject([{ add_model: { model: 'mine', queued: expect.any(Number) } }]);
    expect(started).toEqual([{ start_job: expect.any(String) }]);
    expect(stored!.map(({ outcome }) => outcome)).toEqual(new Array(10).fill('STORED'));
    // What was stored is nobody's any more.
    expect(released).toEqual([{ release_embeddings: 0 }]);
    const [parked] = await db.query("select from embeddings.job where error ->> 'code' = 'TOO_LONG'");
    expect(parked).toBeUndefined();
  }));

test('the narration that the README quotes is the one that comes out', async () => {
  const quoted = [...readme.matchAll(/^> (.+)$/gm)].map((line) => line[1]).join(' ');
  const asked = /trueshelf ask "([^"]+)"/.exec(readme)![1]!.replaceAll('\\$', '$');
  const [answer] = await database.query<{ assistant_text: string }>(
    'select assistant_text from api.chat(question => $1, k => 5)',
    [asked],
  );
  // The shop's prices end some days after its seeding.
  const withoutDay = (text: string) => text.replace(/until \d{1,2} [A-Z][a-z]+(?: \d{4})?/g, 'until a day');
  expect(withoutDay(answer!.assistant_text)).toBe(withoutDay(quoted));
});
