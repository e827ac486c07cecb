import type { EvidenceItem, SearchPage } from '../src/retrieval/page.ts';
import type { SearchRequest } from '../src/retrieval/search.ts';
import { builder } from './builder.ts';
import { Count } from './count.ts';
import { Evidence, type EvidenceShape } from './evidence.ts';
import { decodeIdOf } from './global-id.ts';
import { Interpretation } from './interpretation.ts';
import { ItemFilter, toItemFilter, withoutNulls } from './item-filter.ts';
import { ItemSort } from './item-sort.ts';
import { checkFirst, checkText } from './limits.ts';
import { pageInfoOf } from './page-info.ts';
import { Retrieval } from './retrieval.ts';
import { SearchMode } from './search-mode.ts';
import { UnavailableItems } from './unavailable-items.ts';

const SimilarTo = builder.inputType('SimilarTo', {
  description: 'What to look for things like.',
  isOneOf: true,
  fields: (t) => ({
    text: t.string({
      description:
        'A question in words, at most 1,000 characters. Constraints in it ("under $150", "in stock", "not leather") are read and honoured.',
    }),
    productId: t.id({
      description: 'Global id of a product. It is never in its own answer, and what is sold out is left out.',
    }),
    handle: t.string({ description: "The same by the shop's own key." }),
  }),
});

export interface PageShape {
  page: SearchPage;
  after: string | null | undefined;
}

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

const SimilarItemConnection = builder.objectRef<PageShape>('SimilarItemConnection').implement({
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
      to: t.arg({
        type: SimilarTo,
        required: true,
        description: 'Exactly one of a text, a product id and a handle.',
      }),
      where: t.arg({ type: ItemFilter, description: 'Demands that win over what the text says.' }),
      sort: t.arg({ type: ItemSort, defaultValue: 'RELEVANCE', description: 'Order of the answer.' }),
      mode: t.arg({ type: SearchMode, defaultValue: 'HYBRID', description: 'What may propose candidates.' }),
      unavailable: t.arg({
        type: UnavailableItems,
        description: 'Where items go that are not in stock: LAST for a text, HIDE for a product.',
      }),
      first: t.arg.int({ defaultValue: 10, description: 'How many items, 1 to 100.' }),
      after: t.arg.string({
        description: 'A cursor of the page before. Everything else must be as it was then.',
      }),
      asOf: t.arg({
        type: 'DateTime',
        description:
          'Judge prices as of this instant instead of now. Stock is always now. The future is for merchants.',
      }),
      currency: t.arg({
        type: 'CurrencyCode',
        description: "Currency of the answer's prices when `where.price` names none.",
      }),
    },
    resolve: async (_root, { to, where, first, after, ...options }, { ask }) => {
      const { text, like } = anchorOf(to);
      const request: SearchRequest = {
        ...(text === undefined ? {} : { text: checkText('text', text) }),
        first: checkFirst(first ?? 10),
        filter: toItemFilter(where),
        options: { ...like, ...withoutNulls({ ...options, after }) },
      };
      return { page: await ask.search(request), after };
    },
  }),
);

function anchorOf(to: typeof SimilarTo.$inferInput): {
  text?: string;
  like?: { like: { handle: string } | { productId: string } };
} {
  if (to.text !== undefined) return { text: to.text };
  if (to.handle !== undefined) return { like: { like: { handle: to.handle } } };
  return { like: { like: { productId: decodeIdOf('Product', to.productId) } } };
}

export function toEvidence(item: EvidenceItem, page: { asOf: string; currency: string }): EvidenceShape {
  return { item, scope: { asOf: page.asOf, currency: page.currency } };
}
