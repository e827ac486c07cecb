import type { Queryable } from '../db/database.ts';
import { DatabaseSetupError, UsageError } from '../errors.ts';
import { readEmbeddingStatus } from '../retrieval/embedding-status.ts';
import { search } from '../retrieval/search.ts';
import type { Evaluation } from './evaluation.ts';

export interface Survey {
  catalogue: Evaluation['catalogue'];
  /** The instant that every question of one evaluation is asked for, so that no price changes between two of them. */
  asOf: string;
  models: Evaluation['models'];
}

/**
 * What there is to search, as an anonymous shopper sees it, and how far `models` are built. Throws DatabaseSetupError where
 * there is nothing, UsageError where a model is not in use.
 */
export async function surveyCatalogue(database: Queryable, models: readonly string[]): Promise<Survey> {
  const page = await search(database, { first: 1, filter: {}, options: {} }, null);
  const products = page.total.value;
  if (products === 0) {
    throw new DatabaseSetupError(
      'Found nothing that a shopper could be shown: no product with a current price. Run "trueshelf import FILE" or "trueshelf seed" first.',
    );
  }
  const inUse = await readEmbeddingStatus(database, null);
  const model = inUse.find(({ state }) => state === 'active');
  return {
    asOf: page.asOf,
    catalogue: {
      products,
      currency: page.currency,
      model: model?.model ?? null,
      embedded: model?.embedded ?? null,
      waiting: model === undefined ? null : model.backlog + model.parked,
    },
    models: models.map((name) => {
      const found = inUse.find((status) => status.model === name);
      if (found === undefined) {
        throw new UsageError(
          `--model: found ${JSON.stringify(name)}; expected a model in use: ${inUse.map((status) => status.model).join(', ') || 'there is none'}.`,
        );
      }
      const { state, products: all, embedded, backlog, parked } = found;
      return { model: name, state, products: all, embedded, waiting: backlog + parked };
    }),
  };
}
