import { setTimeout as sleep } from 'node:timers/promises';
import type { Queryable } from '../db/database.ts';
import { TrueshelfError } from '../errors.ts';
import type { RunningJob } from '../work/attend-job.ts';
import { ModelRetired } from './model-retired.ts';
import { retryTransient } from './retry-transient.ts';

export interface AwaitedQueue {
  readonly modelIds: readonly string[];
  /** Null: all. */
  readonly productIds: readonly string[] | null;
  /** As PostgreSQL writes an instant: what was queued later is not waited for, or a busy shop would never be done. */
  readonly until: string;
  /** What was parked by then is put back as soon as nobody writes it any more; absent: nothing is. */
  readonly retryUntil?: string;
  /** How many products there were at the beginning. */
  readonly total: number;
}

/** A look costs a count over what is left, so it comes at most after nine times as long as the last one took. */
const SHORTEST_LOOK_MS = 100;
const LONGEST_LOOK_MS = 5000;

/**
 * Waits until nothing of it is left but what was set aside, and returns how many products those are. It embeds nothing
 * itself: the lanes of this and of other workers do. A model that is retired meanwhile has no queue: nothing of it is waited
 * for. Throws the reason of the job's signal, and ModelRetired where no model is in use any more.
 */
export async function awaitQueue(
  database: Queryable,
  { modelIds, productIds, until, retryUntil, total }: AwaitedQueue,
  job: RunningJob,
): Promise<number> {
  for (;;) {
    const started = performance.now();
    const [row] = await retryTransient(() =>
      database.query<{
        pending: string;
        parked: string;
        again: string;
        failure: string | null;
        retired: string | null;
      }>(
        `select count(*) filter (where j.parked_at is null) as pending,
         count(*) filter (where j.parked_at is not null) as parked,
         count(*) filter (where j.parked_at <= $4::timestamptz) as again,
         (
           select m.failure ->> 'code' from embeddings.model m
           where m.model_id = any ($1) and m.failure is not null order by m.model_id limit 1
         ) as failure,
         (
           select case when bool_and(m.state = 'retired') then string_agg(m.name, ', ' order by m.model_id) end
           from embeddings.model m where m.model_id = any ($1)
         ) as retired
       from embeddings.job j
       join embeddings.model m on m.model_id = j.model_id
       where j.model_id = any ($1)
         and m.state <> 'retired' -- what an edit left behind in its last moment
         and (j.enqueued_at <= $2 or j.parked_at is not null)
         and ($3::bigint[] is null or j.product_id = any ($3))`,
        [modelIds, until, productIds, retryUntil ?? null],
      ),
    );
    const pending = Number(row?.pending ?? 0);
    if (row?.retired) throw new ModelRetired(row.retired);
    const step = row?.failure ? `embedding; the provider fails with ${row.failure}` : 'embedding';
    await job.report(step, Math.max(0, total - pending - Number(row?.parked ?? 0)), total);
    const again = Number(row?.again ?? 0);
    if (pending === 0 && again === 0) return Number(row?.parked ?? 0);
    const lookMs = Math.max(SHORTEST_LOOK_MS, Math.min(LONGEST_LOOK_MS, 9 * (performance.now() - started)));
    if (again > 0) {
      for (const modelId of modelIds) {
        await database.query(
          'select embeddings.retry_parked(model_id => $1, as_of => $2, parked_until => $3)',
          [modelId, until, retryUntil],
        );
      }
    }
    await sleep(lookMs, undefined, { signal: job.signal });
  }
}

/** Some products failed by themselves and were set aside, so that the work is not whole. */
export class ProductsParked extends TrueshelfError {
  readonly hint =
    'See why in the errors (trueshelf status), mend the texts or the provider, then retry the job: what was set aside is tried again.';
  readonly context: { readonly parked: number };

  constructor(parked: number, model: string | null) {
    super(
      'PRODUCTS_PARKED',
      `${parked} ${parked === 1 ? 'product was' : 'products were'} set aside${model === null ? '' : ` by the model ${model}`}, since the provider refuses ${parked === 1 ? 'its text' : 'their texts'}; all others are done.`,
    );
    this.context = { parked };
  }
}
