import type { EvidenceItem, SearchPage } from '../src/retrieval/page.ts';
import { builder } from './builder.ts';
import { Count } from './count.ts';
import { Evidence, type EvidenceShape } from './evidence.ts';
import { Interpretation } from './interpretation.ts';
import { toItemFilter, withoutNulls } from './item-filter.ts';
import { checkFirst } from './limits.ts';
import { pageInfoOf } from './page-info.ts';
import { includeSelected, SimilarItemConnection } from './page-parts.ts';
import { Retrieval } from './retrieval.ts';
import { questionArgs, readAnchor } from './similar-to.ts';

const SimilarItemEdge = builder
  .objectRef<{ item: EvidenceItem; page: SearchPage }>('SimilarItemEdge')
  .implement({
    description: 'One item and its place in the list.',
    fields: (t) => ({
      cursor: t.string({
        description: 'Send it as `after` to go on behind this item.',
        resolve: ({ item }) => item.cursor,
      }),
      node: t.field({
        type: Evidence,
        description: 'The item, with its proof.',
        resolve: ({ item, page }) => toEvidence(item, page),
      }),
    }),
  });

SimilarItemConnection.implement({
  description:
    'A page of items, best first, one per product, and how it was found. Empty is an answer: `retrieval.emptyReason` says why.',
  fields: (t) => ({
    edges: t.field({
      type: [SimilarItemEdge],
      description: 'The items with their cursors.',
      resolve: ({ page }) => page.items.map((item) => ({ item, page })),
    }),
    nodes: t.field({
      type: [Evidence],
      description: 'The items alone.',
      resolve: ({ page }) => page.items.map((item) => toEvidence(item, page)),
    }),
    pageInfo: t.field({
      type: builder.pageInfoRef(),
      description: 'Where this page stands.',
      resolve: ({ page, after }) => pageInfoOf(page, after),
    }),
    totalCount: t.field({
      type: Count,
      description: 'Products that meet every constraint, over all pages.',
      resolve: ({ page }) => page.total,
    }),
    interpretation: t.field({
      type: Interpretation,
      description: 'What was read out of the text and the arguments.',
      resolve: ({ page }) => page.interpretation,
    }),
    retrieval: t.field({
      type: Retrieval,
      description: 'How the items were found.',
      resolve: ({ page }) => page.retrieval,
    }),
    asOf: t.field({
      type: 'DateTime',
      description: 'The instant that prices were judged at, the same on every page.',
      resolve: ({ page }) => page.asOf,
    }),
    currencyCode: t.field({
      type: 'CurrencyCode',
      description: 'The currency of all prices in the answer.',
      resolve: ({ page }) => page.currency,
    }),
  }),
});

builder.queryField('similarItems', (t) =>
  t.field({
    type: SimilarItemConnection,
    description:
      'Products like a text or like a product, each with the one offer that meets every constraint, and the proof. One SQL call.',
    args: {
      ...questionArgs,
      first: t.arg.int({ defaultValue: 10, description: 'How many items, 1 to 100.' }),
      after: t.arg.string({
        description: 'A cursor of the page before. Everything else must be as it was then.',
      }),
    },
    resolve: async (_root, { to, but, where, first, after, ...options }, { ask }, info) => {
      const { like, ...text } = readAnchor(to, but);
      const page = await ask.search({
        ...text,
        first: checkFirst(first ?? 10),
        filter: toItemFilter(where),
        options: { ...like, ...includeSelected(info), ...withoutNulls({ ...options, after }) },
      });
      return { page, after };
    },
  }),
);

export function toEvidence(item: EvidenceItem, page: { asOf: string; currency: string }): EvidenceShape {
  return { item, scope: { asOf: page.asOf, currency: page.currency } };
}
