import { makeCircuitBreaker } from '../circuit-breaker.ts';
import type { EmbeddingModel } from '../embeddings/embedding-model.ts';
import { type EmbedOutcome, embedItems } from '../embeddings/provider/embed-items.ts';
import type { Embedder } from '../embeddings/provider/embedder.ts';
import type { EmbeddingError } from '../embeddings/provider/embedding-error.ts';
import type { Bell } from './bell.ts';
import { rest } from './bell.ts';
import type { LaneContext } from './lane.ts';
import { type ClaimedProduct, makeLeases } from './leases.ts';
import { isGone } from './model-retired.ts';
import { makePace } from './pace.ts';

export interface ProviderLane {
  /** Failures of the provider since it last answered. */
  readonly failuresInARow: number;
  /** Resolves when the lane has stopped and holds nothing any more; never rejects. */
  readonly ended: Promise<void>;
}

export interface ProviderLaneOptions extends LaneContext {
  readonly modelId: string;
  readonly model: EmbeddingModel;
  readonly embedder: Embedder;
  readonly bell: Bell;
  /** Requests under way at once. */
  readonly concurrency: number;
  /** Of one request. */
  readonly timeoutMs: number;
}

/** So many failures of the provider in a row, and it is left alone for a while. */
const FAILURES = 5;

/**
 * Numbers of the vectors in one statement. The embedded engine takes some 7 µs for each, in this process, and requests wait so
 * long (100 vectors of 1,024: 0.8 s).
 */
const EMBEDDED_STORE = 10_000;

/**
 * Embeds what one model's queue holds: takes a batch, asks the provider, stores the vectors as they come. The next batch is
 * taken while others are under way, and no connection is held meanwhile.
 */
export function startProviderLane(options: ProviderLaneOptions): ProviderLane {
  const { database, model, bell, abort, timing, metrics, summary } = options;
  const gone = new AbortController();
  const stop = AbortSignal.any([options.stop, gone.signal]);
  const logger = options.logger.child({ model: model.name });
  const [pauseMs, longestPauseMs] = timing.providerPauseMs;
  const breaker = makeCircuitBreaker({ failures: FAILURES, pauseMs, longestPauseMs });
  const pace = makePace({ what: `take products for the model ${model.name}`, bell, stop, timing, logger });
  const leases = makeLeases({
    database,
    modelId: options.modelId,
    model: model.name,
    worker: options.worker,
    leaseMs: timing.leaseMs,
    logger,
  });
  const storeAtOnce =
    database.engine === 'embedded'
      ? Math.max(1, Math.floor(EMBEDDED_STORE / model.dimensions))
      : Number.MAX_SAFE_INTEGER;
  const underWay = new Set<Promise<void>>();

  async function run(): Promise<void> {
    while (!stop.aborted) {
      // One try alone while nobody knows whether the provider is back.
      const atOnce = breaker.failuresInARow < FAILURES ? options.concurrency : 1;
      if (underWay.size >= atOnce) {
        await Promise.race(underWay);
        continue;
      }
      const pauseLeftMs = breaker.pauseLeftMs();
      if (pauseLeftMs > 0) {
        await rest(pauseLeftMs, stop);
        continue;
      }
      await next();
    }
    await Promise.all(underWay);
  }

  async function next(): Promise<void> {
    let products: ClaimedProduct[];
    try {
      products = await leases.claim(model.batchItems);
      if (products.length === 0 && (await leases.isMoreWaiting())) pace.busy();
    } catch (error) {
      await trouble(error);
      return;
    }
    if (products.length === 0) {
      await pace.idle();
      return;
    }
    pace.busy();
    const batch = embed(products)
      // The leases of what could not be stored or given back run out by themselves.
      .catch(trouble)
      .finally(() => {
        underWay.delete(batch);
      });
    underWay.add(batch);
  }

  /** Whoever retires a model has dropped its queue: nothing is held, and the lane ends. */
  async function trouble(error: unknown): Promise<void> {
    if (!isGone(error)) return pace.trouble(error);
    if (!gone.signal.aborted) logger.info('the model is in use no more');
    gone.abort();
  }

  async function embed(products: readonly ClaimedProduct[]): Promise<void> {
    const left = new Map(products.map((product) => [product.productId, product]));
    const take = (ids: readonly string[]): ClaimedProduct[] =>
      ids.flatMap((id) => {
        const product = left.get(id);
        left.delete(id);
        return product === undefined ? [] : [product];
      });
    const given = new AbortController();
    const outcomes = embedItems({
      embedder: options.embedder,
      model,
      items: products.map(({ productId, content }) => ({ id: productId, text: content })),
      signal: AbortSignal.any([abort, given.signal]),
      timeoutMs: options.timeoutMs,
      onRetry: ({ error }) => metrics.countRetry({ purpose: 'document', reason: error.code }),
      async sleep(ms, signal) {
        await rest(ms, AbortSignal.any([signal, stop]));
        if (stop.aborted) given.abort(); // no call is under way: there is nothing to wait for
      },
    });
    try {
      for await (const outcome of outcomes) {
        await settle(outcome, take(outcome.status === 'PARKED' ? [outcome.id] : outcome.ids));
        if (stop.aborted) break; // the call that was under way has been stored
      }
    } finally {
      if (left.size > 0) await leases.release([...left.values()], null, 0);
    }
  }

  async function settle(outcome: EmbedOutcome, products: readonly ClaimedProduct[]): Promise<void> {
    if (outcome.status === 'RETURNED') {
      await leases.release(products, outcome.error, outcome.retryAfterMs);
      if (outcome.error !== null) await providerFailed(outcome.error);
      return;
    }
    if (breaker.failuresInARow > 0) logger.info('the provider answers again');
    breaker.succeeded();
    if (outcome.status === 'PARKED') {
      const [product] = products;
      if (product === undefined) return;
      await leases.park(product, outcome.error);
      metrics.countParked(model.name, 1);
      summary.parked += 1;
      logger.warn(
        { product: product.productId, code: outcome.error.code },
        'a product was set aside: the provider refuses its text alone',
      );
      return;
    }
    let stored = 0;
    let superseded = 0;
    for (let start = 0; start < products.length; start += storeAtOnce) {
      const end = start + storeAtOnce;
      const delivery = await leases.store(products.slice(start, end), outcome.vectors.slice(start, end));
      stored += delivery.stored;
      superseded += delivery.superseded;
    }
    metrics.countEmbedded(model.name, stored);
    summary.embedded[model.name] = (summary.embedded[model.name] ?? 0) + stored;
    summary.superseded += superseded;
    if (superseded > 0) bell.ring(); // it was edited meanwhile, and waits again
  }

  async function providerFailed(error: EmbeddingError): Promise<void> {
    const pauses = breaker.failed();
    logger.warn(
      { code: error.code, hint: error.hint, pauseMs: breaker.pauseLeftMs() },
      pauses ? 'the provider fails again and again, and is left alone for a while' : 'the provider failed',
    );
    await database.query('select api.report_provider(model => $1, failure => $2)', [
      model.name,
      JSON.stringify(error.toRecord()),
    ]);
  }

  return {
    get failuresInARow() {
      return breaker.failuresInARow;
    },
    ended: run().finally(() => leases.end()),
  };
}
