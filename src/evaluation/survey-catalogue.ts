import type { Queryable } from '../db/database.ts';
import { DatabaseSetupError } from '../errors.ts';
import { readEmbeddingStatus } from '../retrieval/embedding-status.ts';
import { search } from '../retrieval/search.ts';
import type { Evaluation } from './evaluation.ts';

export interface Survey {
  catalogue: Evaluation['catalogue'];
  /** The instant that every question of one evaluation is asked for, so that no price changes between two of them. */
  asOf: string;
}

/** What there is to search, as an anonymous shopper sees it. Throws DatabaseSetupError where that is nothing. */
export async function surveyCatalogue(database: Queryable): Promise<Survey> {
  const page = await search(database, { first: 1, filter: {}, options: {} }, null);
  const products = page.total.value;
  if (products === 0) {
    throw new DatabaseSetupError(
      'Found nothing that a shopper could be shown: no product with a current price. Run "trueshelf import FILE" or "trueshelf seed" first.',
    );
  }
  const model = (await readEmbeddingStatus(database)).find(({ state }) => state === 'active');
  return {
    asOf: page.asOf,
    catalogue: {
      products,
      currency: page.currency,
      model: model?.model ?? null,
      embedded: model?.embedded ?? null,
      waiting: model === undefined ? null : model.backlog + model.parked,
    },
  };
}
