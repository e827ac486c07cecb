/**
 * `npm run bench -- [--products N] [--json]`: loads a demo shop of N products (2,000) and measures import, fit, embedding and
 * search at falling selectivity. On the embedded engine, or in a database of its own on TRUESHELF_TEST_DATABASE_URL.
 * Compare ratios within one run; absolute times are the machine's.
 */
import { parseArgs } from 'node:util';
import { demoShop, smallestDemoShop } from '../../seeds/demo-shop.ts';
import type { Database } from '../../src/db/database.ts';
import { openEmbedded } from '../../src/db/embedded.ts';
import { migrate } from '../../src/db/migrate.ts';
import { openServer } from '../../src/db/server.ts';
import { embedBacklog } from '../../src/embeddings/embed-backlog.ts';
import { fitBuiltinModel } from '../../src/embeddings/fit.ts';
import { importRecords } from '../../src/import/import-records.ts';

const QUESTIONS = [
  'leather jacket',
  'quiet steel kettle',
  'something soft for the sofa',
  'oak desk',
  'insulated bottle',
];
const ROUNDS = 6;

const { values } = parseArgs({
  options: { products: { type: 'string', default: '2000' }, json: { type: 'boolean' } },
});
const products = Number(values.products);
if (!Number.isInteger(products) || products < smallestDemoShop)
  throw new Error(`--products must be a whole number from ${smallestDemoShop}`);

const { database, drop } = await openBenchDatabase();
try {
  const load = await measureLoad(database);
  const searches = [];
  for (const share of [1, 0.5, 0.1, 0.01, 0.001, 0]) searches.push(await measureSearch(database, share));
  report({ engine: database.engine, products, load, searches });
} finally {
  await drop();
}

async function openBenchDatabase(): Promise<{ database: Database; drop: () => Promise<void> }> {
  const url = process.env.TRUESHELF_TEST_DATABASE_URL;
  if (!url) {
    const embedded = await openEmbedded({});
    await migrate(embedded);
    return { database: embedded, drop: () => embedded.close() };
  }
  const name = `trueshelf_bench_${process.pid}`;
  const server = await openServer({ url, maxConnections: 1 });
  await server.query(`create database ${name}`);
  const own = new URL(url);
  own.pathname = `/${name}`;
  const database = await openServer({ url: own.href });
  await migrate(database);
  return {
    database,
    drop: async () => {
      await database.close();
      await server.query(`drop database ${name} with (force)`);
      await server.close();
    },
  };
}

async function measureLoad(database: Database) {
  const imported = await importRecords(database, {
    source: 'bench',
    records: demoShop(new Date(), products),
  });
  const fit = await fitBuiltinModel(database);
  const started = performance.now();
  await embedBacklog(database);
  const embedSeconds = (performance.now() - started) / 1000;
  await database.session((connection) => connection.query('vacuum analyze'));
  return { importSeconds: imported.seconds, fitSeconds: fit.seconds, embedSeconds };
}

interface Measured {
  share: number;
  ceiling: string;
  strategy: string;
  p50Ms: number;
  p95Ms: number;
  scanMs: number;
  ratio: number;
}

/** The page under a price ceiling that `share` of the products meet, beside a plain scan of every vector with that filter. */
async function measureSearch(database: Database, share: number): Promise<Measured> {
  const [price] = await database.query<{ ceiling: string }>(
    `select coalesce(percentile_disc($1) within group (order by amount), 0)::text as ceiling from product.offer`,
    [share],
  );
  const ceiling = share === 0 ? '0.01' : (price?.ceiling ?? '0');
  const filter = JSON.stringify({ price: { max: ceiling } });
  let strategy = '';
  const times: number[] = [];
  const scans: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    for (const question of QUESTIONS) {
      times.push(
        await timed(async () => {
          const [row] = await database.query<{ page: { retrieval: { strategy: string } } }>(
            'select api.search(query_text => $1, k => 10, filter => $2) as page',
            [question, filter],
          );
          strategy = row?.page.retrieval.strategy ?? '';
        }),
      );
      scans.push(await timed(() => plainScan(database, question, ceiling)));
    }
  }
  const p50Ms = percentile(times, 0.5);
  const scanMs = percentile(scans, 0.5);
  return { share, ceiling, strategy, p50Ms, p95Ms: percentile(times, 0.95), scanMs, ratio: p50Ms / scanMs };
}

/** What a hand-written query would do: join, filter, sort by distance. No words, no evidence, a row per variant. */
function plainScan(database: Database, question: string, ceiling: string): Promise<object[]> {
  return database.query(
    `select e.product_id
     from embeddings.product_embedding e
     join product.variant v on v.product_id = e.product_id
     join product.price p on p.product_id = v.product_id and p.variant_id = v.variant_id
     join product.stock s on s.product_id = v.product_id and s.variant_id = v.variant_id
     where p.amount <= $2 and p.valid @> now()
     order by e.embedding <=> (
       select embeddings.query_vector(m.model_id, $1) from embeddings.model m where m.state = 'active'
     )
     limit 10`,
    [question, ceiling],
  );
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

function percentile(numbers: readonly number[], share: number): number {
  const sorted = [...numbers].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

function report(result: {
  engine: string;
  products: number;
  load: Record<string, number>;
  searches: Measured[];
}): void {
  if (values.json) {
    process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
    return;
  }
  process.stdout.write(`engine ${result.engine}, ${result.products} products\n`);
  for (const [name, seconds] of Object.entries(result.load)) {
    process.stdout.write(
      `${name} ${seconds.toFixed(1)} (${Math.round(result.products / seconds)} products a second)\n`,
    );
  }
  process.stdout.write('share   strategy     p50 ms  p95 ms  plain scan p50 ms  ratio\n');
  for (const search of result.searches) {
    const figures = [search.p50Ms, search.p95Ms, search.scanMs, search.ratio].map((figure) =>
      figure.toFixed(1),
    );
    process.stdout.write(
      `${String(search.share).padEnd(7)} ${search.strategy.padEnd(11)} ${figures[0]?.padStart(7)} ${figures[1]?.padStart(7)} ${figures[2]?.padStart(18)} ${figures[3]?.padStart(6)}\n`,
    );
  }
}
