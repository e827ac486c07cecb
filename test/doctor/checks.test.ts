import { describe, expect, it } from 'vitest';
import { parseConfig } from '../../src/config.ts';
import type { Database } from '../../src/db/database.ts';
import {
  checkCatalogue,
  checkDefaultPriceList,
  checkOffers,
  checkStatistics,
  checkVocabulary,
} from '../../src/doctor/check-catalogue.ts';
import { checkActiveModel, checkCoverage, checkRelevanceFloor } from '../../src/doctor/check-embeddings.ts';
import { checkMigrations } from '../../src/doctor/check-migrations.ts';
import { checkProvider } from '../../src/doctor/check-provider.ts';
import { embedBacklog } from '../../src/embeddings/embed-backlog.ts';
import { fitBuiltinModel } from '../../src/embeddings/fit.ts';
import { importRecords } from '../../src/import/import-records.ts';
import { vacuum } from '../../src/preparation/vacuum.ts';
import { failing } from '../embeddings/fake-provider.ts';
import { useProvider } from '../embeddings/use-provider.ts';
import { inTransaction } from '../harness/in-transaction.ts';
import { useDatabase } from '../harness/use-database.ts';
import { addProvidedModel } from '../sql/fixture/provided-model.ts';
import { addModel } from '../sql/fixture/queue.ts';

const database = useDatabase();

async function load(connection: Database, validFrom: string): Promise<void> {
  const record = (handle: string) => ({
    handle,
    title: `Rain jacket ${handle}`,
    category: 'jackets',
    variants: [
      {
        sku: handle,
        prices: [{ amount: '80.00', currency: 'USD', validFrom }],
        stock: [{ location: 'main', onHand: 1 }],
      },
    ],
  });
  await importRecords(connection, {
    source: 'test',
    records: [record('a'), record('b')],
    onRejected: ({ field, reason }) => expect.fail(`${field} ${reason}`),
  });
}

it('finds every migration applied', async () => {
  expect(await checkMigrations(database)).toMatchObject({ status: 'ok' });
});

it.each([
  [
    'a migration that is not applied yet',
    "delete from trueshelf.migration where name like '%/0002%'",
    '1 migrations not applied yet',
    'Run "trueshelf migrate".',
  ],
  [
    'a migration that was edited since',
    "update trueshelf.migration set checksum = 'x' where name like '%/0002%'",
    'migrations/0002_product.sql edited since',
    'Restore the files and put the change into a new migration.',
  ],
  [
    'a migration of a newer version',
    "insert into trueshelf.migration (name, checksum) values ('migrations/9999_later.sql', 'x')",
    'migrations/9999_later.sql of a newer Trueshelf',
    'Upgrade Trueshelf, or restore a backup from before.',
  ],
  [
    'functions of another version',
    "update trueshelf.current_state set checksum = 'x'",
    'functions, views or policies of another version',
    'Run "trueshelf migrate".',
  ],
])('fails on %s', async (_, change, found, action) => {
  const finding = await inTransaction(database, async (connection) => {
    await connection.query(change);
    return checkMigrations(connection);
  });
  expect(finding).toMatchObject({ check: 'migrations', status: 'failing', found, action });
});

it('warns of an empty catalogue, and of one without current prices', async () => {
  expect(await checkCatalogue(database)).toMatchObject({
    status: 'warning',
    found: '0 active products, 0 of them with a current price',
    action: 'Run "trueshelf import FILE" for a catalogue of your own, or "trueshelf seed" for the demo shop.',
  });
  const unpriced = await inTransaction(database, async (connection) => {
    await load(connection, '2090-01-01T00:00:00Z');
    return checkCatalogue(connection);
  });
  expect(unpriced).toMatchObject({
    status: 'warning',
    found: '2 active products, 0 of them with a current price',
    action: 'Import prices whose validity includes today.',
  });
});

it('fails without a default price list, and finds the one that an import makes', async () => {
  const [before, after] = await inTransaction(database, async (connection) => {
    await connection.query('update product.price_list set is_default = false');
    const first = await checkDefaultPriceList(connection);
    await load(connection, '2026-01-01T00:00:00Z');
    return [first, await checkDefaultPriceList(connection)];
  });
  expect(before).toMatchObject({ status: 'failing', found: 'no default price list' });
  expect(after).toMatchObject({ status: 'ok', found: '"public-usd" in USD' });
});

it('fails on offers that disagree with the facts, and its action mends them', async () => {
  const [sound, broken, mended] = await inTransaction(database, async (connection) => {
    await load(connection, '2026-01-01T00:00:00Z');
    const first = await checkOffers(connection);
    await connection.query('update product.offer set amount = 1');
    const second = await checkOffers(connection);
    const sql = /^Run in SQL: (.+?);/.exec(second.action)?.[1] ?? '';
    await connection.query(sql);
    return [first, second, await checkOffers(connection)];
  });
  expect(sound?.status).toBe('ok');
  expect(broken?.status).toBe('failing');
  expect(broken?.found).toMatch(/^2 offers of 2 products disagree with the facts, among them product \d+$/);
  expect(mended?.status).toBe('ok');
});

it('fails on attribute values that no question can name, and its action mends them', async () => {
  const [sound, broken, mended] = await inTransaction(database, async (connection) => {
    await load(connection, '2026-01-01T00:00:00Z');
    await connection.query(
      "insert into product.attribute (name, label, type) values ('colour', 'Colour', 'text')",
    );
    await connection.query(
      `update product.product set attributes = '{"colour": "Petrol"}' where handle = 'a'`,
    );
    const first = await checkVocabulary(connection);
    await connection.query('delete from product.attribute_value');
    const second = await checkVocabulary(connection);
    const sql = /^Run in SQL: (.+?);/.exec(second.action)?.[1] ?? '';
    await connection.query(sql);
    return [first, second, await checkVocabulary(connection)];
  });
  expect(sound?.status).toBe('ok');
  expect(broken).toMatchObject({
    status: 'failing',
    found: '1 attribute values that no question can name, among them colour "petrol"',
  });
  expect(mended?.status).toBe('ok');
});

it('fails without an active model, and warns of products that wait for their embedding or were parked', async () => {
  const [none, active, covered, waiting, parked, failing, paused] = await inTransaction(
    database,
    async (connection) => {
      await load(connection, '2026-01-01T00:00:00Z');
      const found = [await checkActiveModel(connection)];
      await fitBuiltinModel(connection);
      await embedBacklog(connection);
      found.push(await checkActiveModel(connection), await checkCoverage(connection));
      for (const change of [
        `update product.product set title = 'Wind jacket' where handle = 'a'`,
        `update embeddings.job set parked_at = now(), error = '{}'`,
        `update embeddings.model set failure = '{"message": "401 from the provider"}'`,
        `update embeddings.model set failure = null`,
      ]) {
        await connection.query(change);
        found.push(await checkCoverage(connection));
      }
      found.pop();
      await connection.query('delete from embeddings.job');
      await addModel(connection, 'next', { state: 'paused' });
      await connection.query(
        `insert into embeddings.job (product_id, model_id)
         select product_id, (select model_id from embeddings.model where name = 'next') from product.product`,
      );
      return [...found, await checkCoverage(connection)];
    },
  );
  expect(none).toMatchObject({ status: 'failing', action: 'Run "trueshelf fit".' });
  expect(active).toMatchObject({ status: 'ok' });
  expect(active?.found).toMatch(/^builtin-\d+, \d+ dimensions$/);
  expect(covered?.status).toBe('ok');
  expect(covered?.found).toMatch(/^2 of 2 products embedded by builtin-\d+, 0 waiting, 0 parked$/);
  expect(waiting).toMatchObject({
    status: 'warning',
    found: expect.stringContaining('1 waiting, 0 parked'),
    action: expect.stringContaining('trueshelf worker'),
  });
  expect(parked).toMatchObject({
    status: 'warning',
    found: expect.stringContaining('0 waiting, 1 parked'),
    action: expect.stringContaining('trueshelf model retry'),
  });
  expect(failing).toMatchObject({
    status: 'warning',
    found: expect.stringContaining('the provider last failed: 401 from the provider'),
    action: expect.stringContaining('key'),
  });
  expect(paused).toMatchObject({
    status: 'warning',
    found: expect.stringContaining('; 0 of 2 products embedded by next, 2 waiting, 0 parked'),
    action: expect.stringContaining('trueshelf jobs'),
  });
});

it('warns of products that are stale although nothing waits for them, and says what finds them', async () => {
  const found = await inTransaction(database, async (connection) => {
    await load(connection, '2026-01-01T00:00:00Z');
    const { model } = await fitBuiltinModel(connection);
    await embedBacklog(connection);
    await connection.query(
      `update embeddings.product_embedding e set content_hash = '' from product.product p
       where p.product_id = e.product_id and p.handle = 'a'`,
    );
    return { model, ...(await checkCoverage(connection)) };
  });
  expect(found).toMatchObject({
    status: 'warning',
    found: `2 of 2 products embedded by ${found.model}, 0 waiting, 0 parked; of 2 products that were held against their texts, 1 have no vector of it by ${found.model}, and nothing waits for them`,
    action: expect.stringContaining(`Run "trueshelf jobs start refresh --model ${found.model}"`),
  });
});

it('warns of a model whose relevance floor was never measured, and not of one with too few products for one', async () => {
  const [none, few, unmeasured, measured] = await inTransaction(database, async (connection) => {
    await load(connection, '2026-01-01T00:00:00Z');
    const first = await checkRelevanceFloor(connection);
    await fitBuiltinModel(connection);
    await embedBacklog(connection);
    const second = await checkRelevanceFloor(connection);
    await connection.query('update embeddings.model set calibration = null');
    const third = await checkRelevanceFloor(connection);
    await connection.query('update embeddings.model set similarity_floor = 0.21');
    return [first, second, third, await checkRelevanceFloor(connection)];
  });
  expect(none).toMatchObject({ status: 'warning', found: 'no active model to measure' });
  expect(few).toMatchObject({ status: 'ok', found: 'none: 2 products are too few to measure one' });
  expect(unmeasured).toMatchObject({
    check: 'relevance floor',
    status: 'warning',
    found: 'the active model was never measured',
    action: 'Run "trueshelf fit".',
  });
  expect(measured).toMatchObject({ status: 'ok', found: 'similarity above 0.2100' });
});

it('warns of tables that were never counted, until vacuum has counted them', async () => {
  await load(database, '2026-01-01T00:00:00Z');
  expect(await checkStatistics(database)).toMatchObject({ status: 'warning' });
  await vacuum(database);
  expect(await checkStatistics(database)).toMatchObject({ status: 'ok' });
});

describe('the provider of the active model', () => {
  const provider = useProvider();
  const embedding = parseConfig({}).embedding;

  it('is asked whether it answers now, and how fast', async () => {
    const findings = await inTransaction(database, async (connection) => {
      const found = [await checkProvider(connection, embedding)];
      await addProvidedModel(connection, { baseUrl: provider().baseUrl });
      found.push(await checkProvider(connection, { ...embedding, queryDeadlineMs: 10_000 }));
      provider().behave(failing(401));
      found.push(await checkProvider(connection, embedding));
      return found;
    });
    expect(findings).toMatchObject([
      [],
      [
        {
          check: 'provider',
          status: 'ok',
          found: expect.stringMatching(/^that of small answers in \d+ ms$/),
        },
      ],
      [
        {
          status: 'warning',
          found:
            'that of small gives no vector: The provider of small refused the key, or the lack of one. status 401',
          action: expect.stringMatching(/^Until it does, questions go by words\. ./),
        },
      ],
    ]);
    expect(provider().texts()).toBe(3);
  });
});
