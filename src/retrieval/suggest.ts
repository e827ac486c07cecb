import type { Queryable } from '../db/database.ts';
import type { ProductRow } from './catalogue.ts';
import type { Claims, ItemFilter } from './page.ts';

/** One suggestion of `api.suggest`; `text` is what to show. */
export type SuggestionRow = { text: string } & (
  | {
      kind: 'CATEGORY';
      slug: string;
      /** The filter that applies it. */
      where: ItemFilter;
      /** Names of the categories above, joined; null for a root. */
      path: string | null;
      category: ProductRow['category'];
    }
  | { kind: 'BRAND'; slug: string; where: ItemFilter }
  | { kind: 'PRODUCT'; handle: string; productId: string }
);

/** What somebody who has typed `prefix` may want to say, best first, at most `first` (1 to 50), in one SQL call. */
export async function suggest(
  database: Queryable,
  prefix: string,
  first: number,
  claims: Claims | null,
): Promise<SuggestionRow[]> {
  const [row] = await database.query<{ suggestions: SuggestionRow[] }>(
    'select api.suggest(prefix => $1::text, k => $2::integer, claims => $3::jsonb) as suggestions',
    [prefix, first, claims && JSON.stringify(claims)],
  );
  return row?.suggestions ?? [];
}
