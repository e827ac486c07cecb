import type { MatchExplanation as MatchExplanationRow } from '../src/retrieval/page.ts';
import { builder } from './builder.ts';
import { ConstraintCheck } from './constraint.ts';
import { loadRankedProduct, MatchSource } from './evidence.ts';
import { decodeIdOf } from './global-id.ts';
import { Interpretation } from './interpretation.ts';
import { toItemFilter, withoutNulls } from './item-filter.ts';
import { PriceEvidence } from './offer.ts';
import { Product } from './product.ts';
import { Retrieval } from './retrieval.ts';
import { Score } from './score.ts';
import { questionArgs, readAnchor } from './similar-to.ts';
import { StockEvidence } from './stock.ts';
import { Variant } from './variant.ts';

interface JudgedOfferShape {
  offer: MatchExplanationRow['offers'][number];
  answer: MatchExplanationRow;
}

const MatchVerdict = builder.enumType('MatchVerdict', {
  description: 'Whether a product is in an answer, and if not, the first thing that keeps it out.',
  values: {
    IN_ANSWER: { description: 'It is in the answer, at `rank`.' },
    IS_ANCHOR: { description: 'It is the product that the others were compared with.' },
    NOT_FOR_SALE: { description: 'No offer of it runs at the instant and in the currency of the answer.' },
    FAILS_CONSTRAINTS: { description: 'No one offer of it meets every constraint: see `offers`.' },
    CURATED_OUT: { description: 'A merchant left it out of the answer to this question.' },
    NOT_RELEVANT: { description: 'Neither meaning nor words connect it with the question.' },
    BEYOND_CANDIDATES: { description: 'It would match, but so many match better that it was not proposed.' },
    OVER_BRAND_LIMIT: { description: 'Better products of its brand fill `maxPerBrand`.' },
  } as const,
});

const JudgedOffer = builder.objectRef<JudgedOfferShape>('JudgedOffer').implement({
  description: 'One offer of the product, held against every constraint.',
  fields: (t) => ({
    variant: t.field({
      type: Variant,
      description: 'What is offered.',
      resolve: ({ offer, answer: { productId, asOf, currency } }) => ({
        row: { ...offer, productId },
        scope: { asOf, currency },
      }),
    }),
    price: t.field({
      type: PriceEvidence,
      description: 'The price that was judged.',
      resolve: ({ offer }) => offer.price,
    }),
    stock: t.field({
      type: StockEvidence,
      description: 'The stock that was judged.',
      resolve: ({ offer }) => offer.stock,
    }),
    checks: t.field({
      type: [ConstraintCheck],
      description: 'Every constraint, met or not, in the order of the interpretation.',
      resolve: ({ offer }) => offer.checks,
    }),
  }),
});

const MatchExplanation = builder.objectRef<MatchExplanationRow>('MatchExplanation').implement({
  description: 'Why a product is, or is not, in the answer to a question.',
  fields: (t) => ({
    product: t.field({
      type: Product,
      description: 'The product in question.',
      resolve: ({ productId, asOf, currency }, _args, { load }) =>
        loadRankedProduct(productId, { asOf, currency }, load),
    }),
    verdict: t.expose('verdict', { type: MatchVerdict, description: 'In the answer, or what keeps it out.' }),
    reason: t.exposeString('reason', { description: 'The verdict in words, with the figures.' }),
    rank: t.exposeInt('rank', {
      nullable: true,
      description: 'Place in the whole answer, from 1; null where it is not in it.',
    }),
    score: t.expose('score', {
      type: Score,
      description:
        'Its score for this question. Outside the answer `fused` is 0, and `semantic.rank` is the place that its similarity would have among the candidates. `retrieval.similarityFloor` is what the similarity had to exceed.',
    }),
    matchedBy: t.expose('matchedBy', {
      type: [MatchSource],
      description: 'What proposed it; empty outside the answer.',
    }),
    asOf: t.expose('asOf', { type: 'DateTime', description: 'The instant that prices were judged at.' }),
    currencyCode: t.expose('currency', {
      type: 'CurrencyCode',
      description: 'The currency of all prices in the answer.',
    }),
    interpretation: t.expose('interpretation', {
      type: Interpretation,
      description: 'What was read out of the text and the arguments.',
    }),
    retrieval: t.expose('retrieval', { type: Retrieval, description: 'How the answer was found.' }),
    offers: t.field({
      type: [JudgedOffer],
      description:
        'The offers of it that run: those that fail fewest constraints first, then in stock, then those that meet most wishes, then cheapest; at most 50. It is in the answer only if one of them meets everything.',
      resolve: (answer) => answer.offers.map((offer) => ({ offer, answer })),
    }),
  }),
});

const ProductKey = builder.inputType('ProductKey', {
  description: 'A product by its global id or its handle.',
  isOneOf: true,
  fields: (t) => ({
    id: t.id({ description: 'Its global id.' }),
    handle: t.string({ description: "The shop's own key." }),
  }),
});

builder.queryField('explainMatch', (t) =>
  t.field({
    type: MatchExplanation,
    description:
      'Why a product is, or is not, in the answer that `similarItems` gives with the same arguments: constraint by constraint, score by score. One SQL call. NOT_FOUND for a product that does not exist or that you may not see.',
    args: {
      product: t.arg({ type: ProductKey, required: true, description: 'The product to explain.' }),
      ...questionArgs,
    },
    resolve: (_root, { product, to, but, where, ...options }, { ask }) => {
      const { like, ...text } = readAnchor(to, but);
      return ask.explainMatch({
        product: readProductKey(product),
        ...text,
        filter: toItemFilter(where),
        options: { ...like, ...withoutNulls(options) },
      });
    },
  }),
);

function readProductKey(key: typeof ProductKey.$inferInput): { handle: string } | { productId: string } {
  return key.id === undefined ? { handle: key.handle } : { productId: decodeIdOf('Product', key.id) };
}
