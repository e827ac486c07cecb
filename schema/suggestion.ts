import type { SuggestionRow } from '../src/retrieval/suggest.ts';
import { Brand } from './brand.ts';
import { builder } from './builder.ts';
import { Category } from './category.ts';
import { checkFirstSuggestions, checkText } from './limits.ts';
import { Product } from './product.ts';

const SuggestionKind = builder.enumType('SuggestionKind', {
  description: 'What is suggested.',
  values: {
    CATEGORY: { description: 'A category: `category` and `where` are set.' },
    BRAND: { description: 'A brand: `brand` and `where` are set.' },
    PRODUCT: { description: 'A product: `product` is set.' },
  } as const,
});

const Suggestion = builder.objectRef<SuggestionRow>('Suggestion').implement({
  description: 'What somebody who has typed the beginning of it may want: a category, a brand or a product.',
  fields: (t) => ({
    kind: t.expose('kind', { type: SuggestionKind, description: 'What is suggested.' }),
    text: t.exposeString('text', {
      description: 'What to show: a name or a title. Written by the shop: escape it.',
    }),
    path: t.string({
      nullable: true,
      description: 'The categories above a category, "Apparel › Outerwear"; null for all else.',
      resolve: (row) => (row.kind === 'CATEGORY' ? row.path : null),
    }),
    where: t.field({
      type: 'JSONObject',
      nullable: true,
      description:
        'The `ItemFilter` that applies a category or brand, to be sent as it is; null for a product.',
      resolve: (row) => (row.kind === 'PRODUCT' ? null : { ...row.where }),
    }),
    category: t.field({
      type: Category,
      nullable: true,
      description: 'The category, where one is suggested.',
      resolve: (row) => (row.kind === 'CATEGORY' ? row.category : null),
    }),
    brand: t.field({
      type: Brand,
      nullable: true,
      description: 'The brand, where one is suggested.',
      resolve: (row) => (row.kind === 'BRAND' ? { slug: row.slug, name: row.text } : null),
    }),
    product: t.field({
      type: Product,
      nullable: true,
      description: 'The product, where one is suggested. Its handle is the key of its page.',
      resolve: async (suggestion, _args, { load }) => {
        if (suggestion.kind !== 'PRODUCT') return null;
        const row = await load.product(suggestion.productId);
        return row && { row, scope: {} };
      },
    }),
  }),
});

builder.queryField('suggest', (t) =>
  t.field({
    type: [Suggestion],
    description:
      'Completes what is being typed, best first: categories and brands before products that match as well, what is not in stock last. Only what everybody may see and buy is suggested. One SQL call.',
    args: {
      prefix: t.arg.string({
        required: true,
        description:
          'What has been typed so far, at most 1,000 characters. The last word may be unfinished; wrong letters are repaired where nothing matches.',
      }),
      first: t.arg.int({ defaultValue: 10, description: 'How many suggestions, 1 to 50.' }),
    },
    resolve: (_root, { prefix, first }, { ask }) =>
      ask.suggest(checkText('prefix', prefix), checkFirstSuggestions(first ?? 10)),
  }),
);
