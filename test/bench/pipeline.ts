import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { parseConfig } from '../../src/config.ts';
import type { Database } from '../../src/db/database.ts';
import { openEmbedded } from '../../src/db/embedded.ts';
import { migrate } from '../../src/db/migrate.ts';
import { openServer } from '../../src/db/server.ts';
import { makeLogger } from '../../src/log.ts';
import { noMetrics } from '../../src/metrics.ts';
import { runnerName } from '../../src/work/runner-name.ts';
import { makeWorker } from '../../src/worker/worker.ts';
import { addModel, addProducts } from '../worker/small-catalogue.ts';

export interface PipelineFigures {
  engine: Database['engine'];
  products: number;
  dimensions: number;
  batchItems: number;
  concurrency: number;
  seconds: number;
  productsPerSecond: number;
  calls: number;
  /** Batches that are all full but the last. */
  idealCalls: number;
}

/** What the pipeline itself costs, and what it costs with the vectors of a real model. */
export const pipelineDimensions = [8, 1024];

const batchItems = 100;
const concurrency = 2;

/** One worker in this process, on a database of its own; the provider is a process of its own and answers at once. */
export async function measurePipeline(
  serverUrl: string | null,
  products: number,
  dimensions: number,
): Promise<PipelineFigures> {
  const provider = await startProvider(dimensions);
  const { database, end } = await openEmpty(serverUrl);
  try {
    await addProducts(database, products);
    await addModel(database, 'bench', provider.baseUrl, { dimensions, batchItems });
    const worker = makeWorker({
      config: parseConfig({ TRUESHELF_WORKER_CONCURRENCY: String(concurrency) }),
      database,
      logger: makeLogger('warn'),
      metrics: noMetrics,
      name: runnerName(),
    });
    const started = performance.now();
    const { summary, left } = await worker.run(new AbortController().signal, { drain: true });
    const seconds = (performance.now() - started) / 1000;
    if (summary.embedded.bench !== products) {
      throw new Error(
        `${summary.embedded.bench} of ${products} products were embedded; left: ${JSON.stringify(left)}`,
      );
    }
    return {
      engine: database.engine,
      products,
      dimensions,
      batchItems,
      concurrency,
      seconds,
      productsPerSecond: products / seconds,
      calls: summary.calls,
      idealCalls: Math.ceil(products / batchItems),
    };
  } finally {
    await end();
    provider.kill();
  }
}

export function describePipeline(figures: PipelineFigures): string {
  const { engine, products, dimensions, seconds, productsPerSecond, calls, idealCalls } = figures;
  return `${engine}: ${products} products with ${dimensions} dimensions in ${seconds.toFixed(1)} s, ${Math.round(productsPerSecond)}/s, ${calls} calls of ${idealCalls} at least (batches of ${figures.batchItems}, ${figures.concurrency} at once)\n`;
}

async function startProvider(dimensions: number): Promise<{ baseUrl: string; kill(): void }> {
  const program = fileURLToPath(new URL('../embeddings/fake-provider.ts', import.meta.url));
  const child = spawn(process.execPath, ['--import', 'tsx', program, String(dimensions), '0'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const baseUrl of createInterface({ input: child.stdout })) {
    return { baseUrl, kill: () => void child.kill() };
  }
  throw new Error('The fake provider ended before it listened.');
}

async function openEmpty(
  serverUrl: string | null,
): Promise<{ database: Database; end: () => Promise<void> }> {
  if (serverUrl === null) {
    const database = await openEmbedded({});
    await migrate(database);
    return { database, end: () => database.close() };
  }
  const name = 'trueshelf_bench_pipeline';
  const server = await openServer({ url: serverUrl, maxConnections: 1 });
  await server.query(`drop database if exists ${name} with (force)`);
  await server.query(`create database ${name}`);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  const database = await openServer({ url: url.href, maxConnections: 4 });
  await migrate(database);
  return {
    database,
    async end() {
      await database.close();
      await server.query(`drop database if exists ${name} with (force)`);
      await server.close();
    },
  };
}
