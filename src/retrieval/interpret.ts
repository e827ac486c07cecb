import type { Queryable } from '../db/database.ts';
import type { Claims, Interpretation, SearchOptions } from './page.ts';

/** What `api.interpret` reads out of a text, in one SQL call. */
export async function interpret(
  database: Queryable,
  text: string,
  claims: Claims | null,
  options: Pick<SearchOptions, 'dismiss' | 'proposals'> = {},
): Promise<Interpretation> {
  const [row] = await database.query<{ interpretation: Interpretation }>(
    'select api.interpret(query_text => $1::text, options => $2::jsonb, claims => $3::jsonb) as interpretation',
    [text, JSON.stringify(options), claims && JSON.stringify(claims)],
  );
  if (!row) throw new Error('api.interpret returned no row; expected exactly one');
  return row.interpretation;
}
