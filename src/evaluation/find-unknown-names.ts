import type { Queryable } from '../db/database.ts';
import type { ItemFilter } from '../retrieval/page.ts';
import { search } from '../retrieval/search.ts';
import type { ExpectedFilter, InterpretationCase } from './interpretation-case.ts';

/**
 * What the filters of the cases name and this catalogue does not have, as "category dresses" or "attribute colour". Asks the
 * api alone, so that a login that may only ask is enough: a filter with an unknown name is refused (TSFLT).
 */
export async function findUnknownNames(
  database: Queryable,
  cases: readonly InterpretationCase[],
): Promise<string[]> {
  const filters = cases.flatMap(({ constraints, preferences }) =>
    [...constraints, ...preferences].flatMap((one) =>
      'filter' in one && one.filter !== null ? [one.filter] : [],
    ),
  );
  const names = new Map<string, ItemFilter>();
  for (const filter of filters) for (const [name, demand] of nameAll(filter)) names.set(name, demand);
  const unknown: string[] = [];
  for (const [name, filter] of names) {
    if (!(await isKnown(database, filter))) unknown.push(name);
  }
  return unknown;
}

/** Each name of a filter, with a filter of it alone. */
function nameAll({ exclude, ...filter }: ExpectedFilter): [string, ItemFilter][] {
  const { categories = [], brands = [], attributes = [], inStockAt = [] } = filter;
  return [
    ...categories.map((slug): [string, ItemFilter] => [`category ${slug}`, { categories: [slug] }]),
    ...brands.map((slug): [string, ItemFilter] => [`brand ${slug}`, { brands: [slug] }]),
    ...inStockAt.map((code): [string, ItemFilter] => [`location ${code}`, { inStockAt: [code] }]),
    // Which values an attribute has is no part of its registration, and a shop may have sold its last one.
    ...attributes.map(({ name, values }): [string, ItemFilter] => [
      `attribute ${name}`,
      { attributes: [values === undefined ? { name, min: '0' } : { name, values: ['any'] }] },
    ]),
    ...(exclude === undefined ? [] : nameAll(exclude)),
  ];
}

async function isKnown(database: Queryable, filter: ItemFilter): Promise<boolean> {
  try {
    await search(database, { first: 1, filter, options: {} }, null);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'TSFLT') return false;
    throw error;
  }
}
