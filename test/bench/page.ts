import type { Queryable } from '../../src/db/database.ts';
import type { ItemFilter, SearchOptions, SearchPage } from '../../src/retrieval/page.ts';
import { search } from '../../src/retrieval/search.ts';
import type { Answer } from './answer.ts';
import type { Cut } from './cut.ts';
import { timed } from './timed.ts';

export interface PageAnswer extends Answer {
  page: SearchPage;
}

/** The page that Trueshelf gives: by meaning alone, or by words and meaning. */
export async function askForPage(
  connection: Queryable,
  text: string,
  cut: Cut,
  mode: keyof typeof optionsOf,
): Promise<PageAnswer> {
  const request = { text, first: 10, filter: filterOf(cut), options: optionsOf[mode] };
  const { result: page, ms } = await timed(() => search(connection, request, null));
  return { page, ms, productIds: page.items.map((item) => item.productId) };
}

/**
 * SHOW, because an answer without a filter has to be in the order of its scores alone to be compared by them. By meaning
 * alone the floor is 0, below which similarities score alike, and not the model's: pages are full, and recall is that of ten.
 */
const optionsOf = {
  SEMANTIC: { mode: 'SEMANTIC', unavailable: 'SHOW', minSimilarity: 0 },
  HYBRID: { mode: 'HYBRID', unavailable: 'SHOW' },
} satisfies Record<string, SearchOptions>;

function filterOf({ ceiling }: Cut): ItemFilter {
  return ceiling === null ? {} : { price: { max: ceiling }, inStock: true };
}

/** The same page with every qualifying product ranked, however many there are. */
export async function askForExactPage(connection: Queryable, text: string, cut: Cut): Promise<PageAnswer> {
  await connection.query(`set trueshelf.exact_offer_limit = '1000000000'`);
  try {
    return await askForPage(connection, text, cut, 'HYBRID');
  } finally {
    await connection.query('reset trueshelf.exact_offer_limit');
  }
}
