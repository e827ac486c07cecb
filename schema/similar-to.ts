import { builder } from './builder.ts';
import { decodeIdOf } from './global-id.ts';
import { ItemFilter } from './item-filter.ts';
import { ItemSort } from './item-sort.ts';
import { checkText } from './limits.ts';
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

export const dismissDescription =
  'Keys of constraints (`Constraint.key`) that the text is read to make and the shopper does not want: they are listed as ignored instead.';
export const maxPerBrandDescription =
  'At most so many products of one brand, 1 to 200. Without it: any number.';

/** The arguments that make a question, but for its page: the same where it is answered and where it is explained. */
export const questionArgs = builder.args((t) => ({
  to: t.field({
    type: SimilarTo,
    required: true,
    description: 'Exactly one of a text, a product id and a handle.',
  }),
  where: t.field({ type: ItemFilter, description: 'Demands that win over what the text says.' }),
  dismiss: t.stringList({ description: dismissDescription }),
  sort: t.field({ type: ItemSort, defaultValue: 'RELEVANCE', description: 'Order of the answer.' }),
  mode: t.field({ type: SearchMode, defaultValue: 'HYBRID', description: 'What may propose candidates.' }),
  unavailable: t.field({
    type: UnavailableItems,
    description: 'Where items go that are not in stock: LAST for a text, HIDE for a product.',
  }),
  minSimilarity: t.float({
    description:
      "Cosine similarity, -1 to 1, that nearness in meaning has to exceed, in place of the model's own floor (`Retrieval.similarityFloor`). Words are not bound by it; -1: no floor.",
  }),
  maxPerBrand: t.int({ description: maxPerBrandDescription }),
  curation: t.boolean({
    defaultValue: true,
    description: 'False: without what a merchant pinned to this question or left out of its answer.',
  }),
  asOf: t.field({
    type: 'DateTime',
    description:
      'Judge prices as of this instant instead of now. Stock is always now. The future is for merchants.',
  }),
  currency: t.field({
    type: 'CurrencyCode',
    description: "Currency of the answer's prices when `where.price` names none.",
  }),
}));

/** `to` as SQL takes it: a text, or an anchor among the options. Throws BAD_TEXT and BAD_ID. */
export function readAnchor(to: typeof SimilarTo.$inferInput): {
  text?: string;
  like?: { like: { handle: string } | { productId: string } };
} {
  if (to.text !== undefined) return { text: checkText('text', to.text) };
  if (to.handle !== undefined) return { like: { like: { handle: to.handle } } };
  return { like: { like: { productId: decodeIdOf('Product', to.productId) } } };
}
