import type { Queryable } from '../db/database.ts';
import type { EmbeddingError } from '../embeddings/provider/embedding-error.ts';
import { vectorLiteral } from '../embeddings/vector-literal.ts';
import type { Logger } from '../log.ts';
import { isGone } from './model-retired.ts';
import { retryTransient } from './retry-transient.ts';

/** A product that this worker holds, with the text to embed. */
export interface ClaimedProduct {
  readonly productId: string;
  readonly generation: string;
  readonly content: string;
}

export interface Delivery {
  stored: number;
  superseded: number;
}

/** What this worker holds of one model's queue. Each call is one round trip in a transaction of its own. */
export interface Leases {
  claim(count: number): Promise<ClaimedProduct[]>;
  /** Whether there is more that could be claimed: a claim ends early where very much turned out to be unchanged. */
  isMoreWaiting(): Promise<boolean>;
  store(products: readonly ClaimedProduct[], vectors: readonly number[][]): Promise<Delivery>;
  /** Gives back; without an error the taking counts as no attempt. */
  release(
    products: readonly ClaimedProduct[],
    error: EmbeddingError | null,
    retryAfterMs: number,
  ): Promise<void>;
  park(product: ClaimedProduct, error: EmbeddingError): Promise<void>;
  /** Ends the renewing. What is still held runs out by itself. */
  end(): void;
}

export interface LeaseOptions {
  readonly database: Queryable;
  readonly modelId: string;
  /** Its name. */
  readonly model: string;
  readonly worker: string;
  readonly leaseMs: number;
  readonly logger: Logger;
}

/** Renews what is held at a third of the lease, so that two renewals may fail. */
export function makeLeases({ database, modelId, model, worker, leaseMs, logger }: LeaseOptions): Leases {
  const held = new Set<string>();
  const lease = `${leaseMs} milliseconds`;
  let renewing = false;
  const timer = setInterval(() => {
    if (held.size === 0 || renewing) return;
    renewing = true;
    renew([...held])
      .catch((error: unknown) => {
        // That the model is gone is told by the next call that settles something.
        if (!isGone(error)) logger.warn({ err: error, model }, 'leases could not be renewed');
      })
      .finally(() => {
        renewing = false;
      });
  }, leaseMs / 3);

  async function renew(productIds: readonly string[]): Promise<void> {
    await database.query(
      'select api.renew_embeddings(model => $1, worker => $2, product_ids => $3, lease => $4)',
      [model, worker, productIds, lease],
    );
  }

  /** Before the call that settles them: what that cannot settle must run out, not be renewed for ever. */
  function forget(products: readonly ClaimedProduct[]): void {
    for (const { productId } of products) held.delete(productId);
  }

  async function giveBack(
    products: readonly ClaimedProduct[],
    { error, park, retryAfterMs }: { error: EmbeddingError | null; park: boolean; retryAfterMs: number },
  ): Promise<void> {
    forget(products);
    await retryTransient(() =>
      database.query(
        `select api.release_embeddings(
           model => $1, worker => $2, product_ids => $3, generations => $4, error => $5, park => $6, retry_after => $7
         )`,
        [
          model,
          worker,
          products.map(({ productId }) => productId),
          products.map(({ generation }) => generation),
          error === null ? null : JSON.stringify(error.toRecord()),
          park,
          `${Math.round(retryAfterMs)} milliseconds`,
        ],
      ),
    );
  }

  return {
    async claim(count) {
      const rows = await database.query<{ product_id: string; generation: string; content: string }>(
        `select c.product_id, c.generation, c.content
         from api.claim_embeddings(model => $1, worker => $2, batch_size => $3, lease => $4) c`,
        [model, worker, count, lease],
      );
      return rows.map(({ product_id: productId, generation, content }) => {
        held.add(productId);
        return { productId, generation, content };
      });
    },

    async isMoreWaiting() {
      const [row] = await database.query<{ found: boolean }>(
        `select exists (
           select from embeddings.job j
           where j.model_id = $1 and j.parked_at is null
             and (j.leased_until is null or j.leased_until <= statement_timestamp())
             and (j.retry_at is null or j.retry_at <= statement_timestamp())
         ) as found`,
        [modelId],
      );
      return row?.found ?? false;
    },

    async store(products, vectors) {
      forget(products);
      const rows = await retryTransient(() =>
        database.query<{ outcome: 'STORED' | 'SUPERSEDED' }>(
          `select s.outcome
           from api.store_embeddings(
             model => $1, worker => $2, product_ids => $3, generations => $4, embeddings => $5
           ) s`,
          [
            model,
            worker,
            products.map(({ productId }) => productId),
            products.map(({ generation }) => generation),
            vectors.map(vectorLiteral),
          ],
        ),
      );
      const stored = rows.filter(({ outcome }) => outcome === 'STORED').length;
      return { stored, superseded: products.length - stored };
    },

    release: (products, error, retryAfterMs) => giveBack(products, { error, park: false, retryAfterMs }),
    park: (product, error) => giveBack([product], { error, park: true, retryAfterMs: 0 }),
    end: () => clearInterval(timer),
  };
}
