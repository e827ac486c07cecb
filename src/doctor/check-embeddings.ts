import type { Database } from '../db/database.ts';
import { type Diagnosis, makeOk } from './diagnosis.ts';

export async function checkActiveModel(database: Database): Promise<Diagnosis> {
  const [row] = await database.query<{ name: string; dimensions: number }>(
    "select m.name, m.dimensions from embeddings.model m where m.state = 'active'",
  );
  const expected = 'one active model; without it questions are answered by words alone';
  if (row !== undefined) return makeOk('active model', `${row.name}, ${row.dimensions} dimensions`, expected);
  return {
    check: 'active model',
    status: 'failing',
    found: 'no active model',
    expected,
    action: 'Run "trueshelf fit".',
  };
}

export async function checkCoverage(database: Database): Promise<Diagnosis> {
  const rows = await database.query<{ products: string; embedded: string; backlog: string; parked: string }>(
    "select s.products, s.embedded, s.backlog, s.parked from api.embedding_status() s where s.state = 'active'",
  );
  const expected = 'every product embedded';
  const row = rows[0];
  if (row === undefined) {
    return {
      check: 'embeddings',
      status: 'warning',
      found: 'no active model to embed with',
      expected,
      action: 'Run "trueshelf fit".',
    };
  }
  const found = `${row.embedded} of ${row.products} products embedded, ${row.backlog} waiting, ${row.parked} given up`;
  if (row.backlog === '0' && row.parked === '0') return makeOk('embeddings', found, expected);
  const action =
    row.parked === '0'
      ? 'Run in SQL: select api.embed_products(); until it returns 0, or restart "trueshelf serve".'
      : 'Read the reasons in SQL: select j.product_id, j.error from embeddings.job j where j.error is not null; then run "trueshelf fit".';
  return { check: 'embeddings', status: 'warning', found, expected, action };
}

export async function checkRelevanceFloor(database: Database): Promise<Diagnosis> {
  const [row] = await database.query<{ floor: number | null; products: number | null }>(
    `select m.similarity_floor as floor, (m.calibration #>> '{sampled,products}')::integer as products
     from embeddings.model m
     where m.state = 'active'`,
  );
  const check = 'relevance floor';
  const expected =
    'a floor measured on this catalogue; without it questions that nothing answers get far-fetched rows';
  if (typeof row?.floor === 'number')
    return makeOk(check, `similarity above ${row.floor.toFixed(4)}`, expected);
  if (typeof row?.products === 'number')
    return makeOk(check, `none: ${row.products} products are too few to measure one`, expected);
  return {
    check,
    status: 'warning',
    found: row === undefined ? 'no active model to measure' : 'the active model was never measured',
    expected,
    action: 'Run "trueshelf fit".',
  };
}
