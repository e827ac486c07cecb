import type { EvidenceItem, SearchPage } from '../src/retrieval/page.ts';
import { builder } from './builder.ts';
import { Count } from './count.ts';
import { Evidence, loadRankedProduct } from './evidence.ts';
import { ItemFilter, toItemFilter, withoutNulls } from './item-filter.ts';
import { ItemSort } from './item-sort.ts';
import { checkFirst } from './limits.ts';
import { pageInfoOf } from './page-info.ts';
import { includeSelected, ProductConnection } from './page-parts.ts';
import { Product } from './product.ts';
import { Retrieval } from './retrieval.ts';
import { toEvidence } from './similar-items.ts';
import {
  asOfDescription,
  currencyDescription,
  dismissDescription,
  maxPerBrandDescription,
} from './similar-to.ts';
import { UnavailableItems } from './unavailable-items.ts';

const ProductEdge = builder.objectRef<{ item: EvidenceItem; page: SearchPage }>('ProductEdge').implement({
  description: 'One product and its place in the list.',
  fields: (t) => ({
    cursor: t.string({
      description: 'Send it as `after` to go on behind this product.',
      resolve: ({ item }) => item.cursor,
    }),
    node: t.field({
      type: Product,
      description: 'The product.',
      resolve: ({ item, page }, _args, { load }) =>
        loadRankedProduct(item.productId, toEvidence(item, page).scope, load),
    }),
    evidence: t.field({
      type: Evidence,
      description: 'The one offer of it that meets every constraint, and the proof.',
      resolve: ({ item, page }) => toEvidence(item, page),
    }),
  }),
});

ProductConnection.implement({
  description:
    'A page of products that can be bought and meet the filter. Empty is an answer: `retrieval.emptyReason` says why.',
  fields: (t) => ({
    edges: t.field({
      type: [ProductEdge],
      description: 'The products with their cursors and proofs.',
      resolve: ({ page }) => page.items.map((item) => ({ item, page })),
    }),
    nodes: t.field({
      type: [Product],
      description: 'The products alone.',
      resolve: ({ page }, _args, { load }) =>
        page.items.map((item) => loadRankedProduct(item.productId, toEvidence(item, page).scope, load)),
    }),
    pageInfo: t.field({
      type: builder.pageInfoRef(),
      description: 'Where this page stands.',
      resolve: ({ page, after }) => pageInfoOf(page, after),
    }),
    totalCount: t.field({
      type: Count,
      description: 'Products that meet the filter, over all pages.',
      resolve: ({ page }) => page.total,
    }),
    retrieval: t.field({
      type: Retrieval,
      description: 'How the products were found.',
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

builder.queryField('products', (t) =>
  t.field({
    type: ProductConnection,
    description:
      'Browses the products that can be bought, by filter and order, without a question. One SQL call, and one for the products.',
    args: {
      where: t.arg({ type: ItemFilter, description: 'Demands that one offer of a product must meet.' }),
      sort: t.arg({
        type: ItemSort,
        defaultValue: 'RELEVANCE',
        description: 'Order of the list. Without a question RELEVANCE is newest first.',
      }),
      unavailable: t.arg({
        type: UnavailableItems,
        defaultValue: 'LAST',
        description: 'Where products go of which nothing is in stock.',
      }),
      dismiss: t.arg.stringList({
        description: `${dismissDescription} A list has no text, so there is nothing to dismiss: it is here to be sent with a \`Refinement\`.`,
      }),
      maxPerBrand: t.arg.int({ description: maxPerBrandDescription }),
      first: t.arg.int({ defaultValue: 10, description: 'How many products, 1 to 100.' }),
      after: t.arg.string({
        description: 'A cursor of the page before. Everything else must be as it was then.',
      }),
      asOf: t.arg({
        type: 'DateTime',
        description: asOfDescription,
      }),
      currency: t.arg({
        type: 'CurrencyCode',
        description: currencyDescription,
      }),
    },
    resolve: async (_root, { where, first, after, ...options }, { ask }, info) => {
      const page = await ask.search({
        first: checkFirst(first ?? 10),
        filter: toItemFilter(where),
        options: { ...includeSelected(info), ...withoutNulls({ ...options, after }) },
      });
      return { page, after };
    },
  }),
);
