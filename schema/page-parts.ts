import { collectSubFields } from '@graphql-tools/utils';
import { type GraphQLResolveInfo, getNamedType, isObjectType } from 'graphql';
import type { SearchOptions, SearchPage } from '../src/retrieval/page.ts';
import { builder } from './builder.ts';
import { Facet } from './facet.ts';
import { Funnel } from './funnel.ts';
import { Relaxation } from './relaxation.ts';

export interface PageShape {
  page: SearchPage;
  after: string | null | undefined;
}

/** The fields of a connection that SQL computes only on demand, and what to demand them by. */
const parts = { facets: 'FACETS', funnel: 'FUNNEL', relaxations: 'RELAXATIONS' } as const;

export const SimilarItemConnection = builder.objectRef<PageShape>('SimilarItemConnection');
export const ProductConnection = builder.objectRef<PageShape>('ProductConnection');

for (const connection of [SimilarItemConnection, ProductConnection]) {
  builder.objectFields(connection, (t) => ({
    facets: t.field({
      type: [Facet],
      description:
        'Ways to narrow the answer, with counts over the whole answer, not the page. Computed only when selected, in the same SQL call.',
      resolve: ({ page }) => takePart(page, 'facets'),
    }),
    funnel: t.field({
      type: Funnel,
      description:
        'How many products each constraint turned away. Computed only when selected, in the same SQL call.',
      resolve: ({ page }) => takePart(page, 'funnel'),
    }),
    relaxations: t.field({
      type: [Relaxation],
      description:
        'What to give up to find more, where the whole answer is shorter than `first`; empty where it is not. Computed only when selected, in the same SQL call.',
      resolve: ({ page }) => takePart(page, 'relaxations'),
    }),
  }));
}

/** The option that asks for the parts selected below this field: under any alias, in fragments, not under a false `@include`. */
export function includeSelected(info: GraphQLResolveInfo): Pick<SearchOptions, 'include'> {
  const { schema, fragments, variableValues, fieldNodes } = info;
  const type = getNamedType(info.returnType);
  if (!isObjectType(type)) return {};
  const { fields } = collectSubFields(schema, fragments, variableValues, type, [...fieldNodes]);
  const names = new Set([...fields.values()].map(([node]) => node?.name.value));
  const include = Object.entries(parts)
    .filter(([field]) => names.has(field))
    .map(([, part]) => part);
  return include.length === 0 ? {} : { include };
}

function takePart<Part extends keyof typeof parts>(
  page: SearchPage,
  part: Part,
): NonNullable<SearchPage[Part]> {
  const computed = page[part];
  if (computed === undefined) throw new Error(`The page has no ${part}, which were asked for.`);
  return computed;
}
