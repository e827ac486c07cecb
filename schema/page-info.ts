import type { SearchPage } from '../src/retrieval/page.ts';

/** Relay's PageInfo. Pages only go forward, so there is something before a page exactly when it began after a cursor. */
export function pageInfoOf(page: SearchPage, after: string | null | undefined) {
  return {
    hasNextPage: page.hasNextPage,
    hasPreviousPage: after !== null && after !== undefined,
    startCursor: page.items[0]?.cursor ?? null,
    endCursor: page.items.at(-1)?.cursor ?? null,
  };
}
