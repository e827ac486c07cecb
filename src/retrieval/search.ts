import type { Queryable } from '../db/database.ts';
import type { Claims, ItemFilter, SearchOptions, SearchPage } from './page.ts';

export interface SearchRequest {
  /** Absent, and no `options.like`: browse. */
  text?: string;
  /** Page size, SQL's k. */
  first: number;
  filter: ItemFilter;
  options: SearchOptions;
}

/** A whole page by `api.search`, in one SQL call. Throws `pg.DatabaseError` with a TS SQLSTATE for the caller's faults. */
export async function search(
  database: Queryable,
  request: SearchRequest,
  claims: Claims | null,
): Promise<SearchPage> {
  const [row] = await database.query<{ page: SearchPage }>(
    `select api.search(
       query_text => $1::text, k => $2::integer, filter => $3::jsonb, options => $4::jsonb, claims => $5::jsonb) as page`,
    [
      request.text ?? null,
      request.first,
      JSON.stringify(request.filter),
      JSON.stringify(request.options),
      claims && JSON.stringify(claims),
    ],
  );
  if (!row) throw new Error('api.search returned no row; expected exactly one');
  return row.page;
}
