import type { Database } from '../../src/db/database.ts';
import { openEmbedded } from '../../src/db/embedded.ts';
import { migrate } from '../../src/db/migrate.ts';
import { openServer } from '../../src/db/server.ts';
import { embedBacklog } from '../../src/embeddings/embed-backlog.ts';
import { fitBuiltinModel } from '../../src/embeddings/fit.ts';
import { needsFit } from '../../src/preparation/build-meaning.ts';
import { readMilestones } from '../../src/preparation/milestone.ts';
import { seedDemo } from '../../src/preparation/seed-demo.ts';
import { vacuum } from '../../src/preparation/vacuum.ts';
import { makeProgress } from '../../src/progress.ts';
import { preparePlainHnsw } from './plain-hnsw.ts';

export interface ShopDatabase {
  database: Database;
  /** Where a gateway finds it; null on the embedded engine. */
  url: string | null;
  load: LoadFigures;
  /** Closes it, and drops it unless it is to be kept. */
  end(): Promise<void>;
}

/** Seconds; null for a step that an earlier run had done. */
export interface LoadFigures {
  reused: boolean;
  importSeconds: number | null;
  fitSeconds: number | null;
  /** With the building of the HNSW index, where there is one. */
  embedSeconds: number | null;
}

/** A database with a demo shop of `size` products, filled in the way that `trueshelf seed` fills one. */
export async function openShopDatabase(
  serverUrl: string | null,
  size: number,
  keep: boolean,
): Promise<ShopDatabase> {
  if (serverUrl === null) {
    const database = await openEmbedded({});
    return { database, url: null, load: await fill(database, size), end: () => database.close() };
  }
  const name = `trueshelf_bench_${size}`;
  const server = await openServer({ url: serverUrl, maxConnections: 1 });
  const drop = () => server.query(`drop database if exists ${name} with (force)`);
  if (!keep) await drop();
  const [found] = await server.query('select from pg_database d where d.datname = $1', [name]);
  if (found === undefined) await server.query(`create database ${name}`);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  const database = await openServer({ url: url.href, maxConnections: 2 });
  const end = async () => {
    await database.close();
    if (!keep) await drop();
    await server.close();
  };
  try {
    return { database, url: url.href, load: await fill(database, size), end };
  } catch (error) {
    await end();
    throw error;
  }
}

/** Takes up where a run that was killed had stopped. */
async function fill(database: Database, size: number): Promise<LoadFigures> {
  await migrate(database);
  const reused = (await readMilestones(database)).has('seed_done');
  const importSeconds = reused ? null : await seed(database, size);
  const fitSeconds = (await needsFit(database)) ? (await fitBuiltinModel(database)).seconds : null;
  const started = performance.now();
  const progress = makeProgress('Embedding', process.stderr);
  const embedded = await embedBacklog(database, { onProgress: progress.report });
  progress.end();
  const embedSeconds = embedded === 0 ? null : (performance.now() - started) / 1000;
  await preparePlainHnsw(database);
  await vacuum(database);
  return { reused, importSeconds, fitSeconds, embedSeconds };
}

async function seed(database: Database, size: number): Promise<number> {
  const progress = makeProgress(`Seeding ${size} products`, process.stderr);
  const { seconds } = await seedDemo(database, (done) => progress.report(done), size);
  progress.end();
  return seconds;
}
