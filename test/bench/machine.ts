import { availableParallelism, cpus, totalmem } from 'node:os';
import type { Queryable } from '../../src/db/database.ts';

/** What the figures were taken on; nothing in it says where. */
export interface Machine {
  cores: number;
  processor: string;
  memoryGiB: number;
  node: string;
  postgres: string;
  pgvector: string;
  settings: Record<string, string>;
}

/** Settings of the server that change plans or times. */
const telling = [
  'shared_buffers',
  'work_mem',
  'effective_cache_size',
  'random_page_cost',
  'jit',
  'max_parallel_workers_per_gather',
];

export async function describeMachine(database: Queryable): Promise<Machine> {
  const [row] = await database.query<{
    postgres: string;
    pgvector: string;
    settings: Record<string, string>;
  }>(
    `select current_setting('server_version') as postgres,
       (select e.extversion from pg_extension e where e.extname = 'vector') as pgvector,
       (select jsonb_object_agg(s.name, current_setting(s.name)) from pg_settings s where s.name = any ($1)) as settings`,
    [telling],
  );
  if (row === undefined) throw new Error('The server told nothing of itself.');
  return {
    cores: availableParallelism(),
    processor: cpus()[0]?.model ?? 'unknown',
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    node: process.versions.node,
    ...row,
  };
}
