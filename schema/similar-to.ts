import { builder } from './builder.ts';
import { makeCallerError } from './caller-error.ts';
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
  'Keys of constraints, preferences and the order (`Constraint.key`, `Preference.key`, `SortIntent.key`) that the text is read to make and the shopper does not want: they are listed as ignored instead.';
export const asOfDescription =
  'Judge prices as of this instant instead of now. Stock is always now. The future is for merchants.';
export const currencyDescription = "Currency of the answer's prices when `where.price` names none.";
export const maxPerBrandDescription =
  'At most so many products of one brand, 1 to 200. Without it: any number.';

/** The arguments that make a question, but for its page: the same where it is answered and where it is explained. */
export const questionArgs = builder.args((t) => ({
  to: t.field({
    type: SimilarTo,
    required: true,
    description: 'Exactly one of a text, a product id and a handle.',
  }),
  but: t.string({
    description:
      'How the answer is to differ from the product in `to`, in words, at most 1,000 characters: "cheaper, in black, in stock". Constraints, comparatives and an order are read; comparatives compare with that product itself. Words that say none of these are listed as ignored. Only beside a product: BAD_OPTIONS beside a text, which says such things itself.',
  }),
  where: t.field({ type: ItemFilter, description: 'Demands that win over what the text says.' }),
  dismiss: t.stringList({ description: dismissDescription }),
  sort: t.field({
    type: ItemSort,
    description:
      'Order of the answer; wins over the order that the text asks for. Without it: that order (`Interpretation.sort`), else RELEVANCE.',
  }),
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
    description: asOfDescription,
  }),
  currency: t.field({
    type: 'CurrencyCode',
    description: currencyDescription,
  }),
}));

/** `to` and `but` as SQL takes them: a text, an anchor among the options, or both. Throws BAD_TEXT, BAD_ID and BAD_OPTIONS. */
export function readAnchor(
  to: typeof SimilarTo.$inferInput,
  but: string | null | undefined,
): {
  text?: string;
  like?: { like: { handle: string } | { productId: string } };
} {
  if (to.text !== undefined) {
    if (typeof but === 'string') {
      throw makeCallerError(
        'BAD_OPTIONS',
        'Found "but" beside a text; expected it beside a product.',
        'Say it in the text itself ("like a leather jacket but lighter"), or name a product in "to".',
      );
    }
    return { text: checkText('text', to.text) };
  }
  const difference = typeof but === 'string' ? { text: checkText('but', but) } : {};
  const like =
    to.handle !== undefined ? { handle: to.handle } : { productId: decodeIdOf('Product', to.productId) };
  return { ...difference, like: { like } };
}
