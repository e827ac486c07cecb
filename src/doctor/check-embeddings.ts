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
  const rows = await database.query<ModelFigures>(
    `select s.model, s.state, s.products, s.embedded, s.backlog, s.parked, s.failure ->> 'message' as failure
     from embeddings.status(everyone => true, as_of => statement_timestamp()) s`,
  );
  const expected = 'every product embedded';
  if (!rows.some(({ state }) => state === 'active')) {
    return {
      check: 'embeddings',
      status: 'warning',
      found: 'no active model to embed with',
      expected,
      action: 'Run "trueshelf fit".',
    };
  }
  const missed = await findMissed(database);
  const found = [...rows.map(describeModel), ...missed.map(describeMissed)].join('; ');
  const action = rows.map(adviseModel).find((advice) => advice !== null) ?? missed.map(adviseMissed)[0];
  if (action === undefined) return makeOk('embeddings', found, expected);
  return { check: 'embeddings', status: 'warning', found, expected, action };
}

interface ModelFigures {
  readonly model: string;
  readonly state: string;
  readonly products: string;
  readonly embedded: string;
  readonly backlog: string;
  readonly parked: string;
  readonly failure: string | null;
}

function describeModel({ model, products, embedded, backlog, parked, failure }: ModelFigures): string {
  const figures = `${embedded} of ${products} products embedded by ${model}, ${backlog} waiting, ${parked} parked`;
  return failure === null ? figures : `${figures}, the provider last failed: ${failure}`;
}

function adviseModel({ model, state, backlog, parked, failure }: ModelFigures): string | null {
  if (failure !== null) {
    return `See that the provider of ${model} answers, with the right key; a running "trueshelf worker" goes on by itself then.`;
  }
  if (parked !== '0') {
    return 'Read the reasons: "trueshelf model parked"; mend them, then run "trueshelf model retry".';
  }
  if (backlog === '0') return null;
  if (state === 'paused') {
    return `The build of ${model} was stopped: "trueshelf jobs" lists it, and "trueshelf jobs retry" goes on with it.`;
  }
  return 'Run "trueshelf worker --drain", or leave a "trueshelf worker" running.';
}

interface Missed {
  readonly model: string;
  readonly looked: number;
  readonly stale: number;
}

/** Products held against their texts: some 20 ms a model. */
const SAMPLE = 1000;

/** Models that lack an edit of which the queue knows nothing; see api.sweep_embeddings. */
function findMissed(database: Database): Promise<Missed[]> {
  return database.query<Missed>(
    `with sample as materialized (
       select s.product_id from product.product s order by random() limit $1
     )
     select m.name as model, (select count(*)::integer from sample) as looked, t.stale
     from embeddings.model m
     cross join lateral (
       select count(*)::integer as stale
       from unnest(embeddings.stale_products(m.model_id, array(select s.product_id from sample s))) u (product_id)
       where not exists (select from embeddings.job j where j.product_id = u.product_id and j.model_id = m.model_id)
     ) t
     where m.state <> 'retired' and t.stale > 0
     order by m.model_id`,
    [SAMPLE],
  );
}

function describeMissed({ model, looked, stale }: Missed): string {
  return `of ${looked} products that were held against their texts, ${stale} have no vector of it by ${model}, and nothing waits for them`;
}

function adviseMissed({ model }: Missed): string {
  return `Run "trueshelf jobs start refresh --model ${model}", then "trueshelf worker --drain" unless a worker runs; a running worker finds them within a day by itself.`;
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
