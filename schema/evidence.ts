import { GraphQLError } from 'graphql';
import type { OfferScope } from '../src/retrieval/load-offers.ts';
import type { EvidenceItem } from '../src/retrieval/page.ts';
import { builder } from './builder.ts';
import { ConstraintCheck } from './constraint.ts';
import type { GatewayContext } from './context.ts';
import { PriceEvidence } from './offer.ts';
import { PreferenceCheck } from './preference.ts';
import { Product, type ProductShape } from './product.ts';
import { Score } from './score.ts';
import { StockEvidence } from './stock.ts';
import { Variant } from './variant.ts';

export interface EvidenceShape {
  item: EvidenceItem;
  /** The instant and the currency of the answer that the evidence belongs to. */
  scope: OfferScope;
}

export const MatchSource = builder.enumType('MatchSource', {
  description: 'What proposed a product.',
  values: {
    EXACT: { description: 'The question is its SKU, its handle or its title.' },
    MEANING: { description: 'It is near the question in meaning.' },
    WORDS: { description: 'It has words of the question.' },
    CURATION: { description: 'A merchant pinned it to the question.' },
  } as const,
});

const EmbeddingEvidence = builder
  .objectRef<NonNullable<EvidenceItem['embedding']>>('EmbeddingEvidence')
  .implement({
    description: 'The vector that a product was compared by.',
    fields: (t) => ({
      model: t.exposeString('model', { description: 'Name of the embedding model.' }),
      embeddedAt: t.expose('embeddedAt', {
        type: 'DateTime',
        description: 'When the text of the product was embedded.',
      }),
      fresh: t.exposeBoolean('fresh', {
        description:
          'Whether it was made of the text that the product has now; false between an edit and its new vector.',
      }),
    }),
  });

export const Evidence = builder.objectRef<EvidenceShape>('Evidence').implement({
  description:
    'A product that survived, with the one offer that meets all constraints at once, and the proof. Read from the rows in the snapshot that ranked it.',
  fields: (t) => ({
    rank: t.int({
      description: 'Place in the whole answer, from 1, over all pages.',
      resolve: ({ item }) => item.rank,
    }),
    product: t.field({
      type: Product,
      description: 'The product found.',
      resolve: ({ item, scope }, _args, { load }) => loadRankedProduct(item.productId, scope, load),
    }),
    variant: t.field({
      type: Variant,
      description: 'The variant whose offer meets all constraints.',
      resolve: ({ item, scope }) => ({ row: item, scope }),
    }),
    price: t.field({
      type: PriceEvidence,
      description: 'The price that was judged.',
      resolve: ({ item }) => item.price,
    }),
    stock: t.field({
      type: StockEvidence,
      description: 'The stock that was judged.',
      resolve: ({ item }) => item.stock,
    }),
    score: t.field({
      type: Score,
      description: 'Why it stands where it stands.',
      resolve: ({ item }) => item.score,
    }),
    matchedBy: t.field({
      type: [MatchSource],
      description: 'What proposed it; empty in an answer without a question.',
      resolve: ({ item }) => item.matchedBy,
    }),
    checks: t.field({
      type: [ConstraintCheck],
      description: 'Every constraint held against this offer, in the order of the interpretation.',
      resolve: ({ item }) => item.checks,
    }),
    preferences: t.field({
      type: [PreferenceCheck],
      description:
        'Every wish held against this offer, in the order of the interpretation. Unlike constraints they need not be met.',
      resolve: ({ item }) => item.preferences,
    }),
    embedding: t.field({
      type: EmbeddingEvidence,
      nullable: true,
      description: 'The vector it was compared by; null where it has none.',
      resolve: ({ item }) => item.embedding,
    }),
  }),
});

/** The product of a row that was just ranked. Throws CHANGED_MEANWHILE when it went away between the two reads. */
export async function loadRankedProduct(
  productId: string,
  scope: OfferScope,
  load: GatewayContext['load'],
): Promise<ProductShape> {
  const row = await load.product(productId);
  if (row) return { row, scope };
  throw new GraphQLError('A product was withdrawn while the answer was being read.', {
    extensions: {
      code: 'CHANGED_MEANWHILE',
      retryable: true,
      hint: 'Ask again: the next answer leaves it out.',
    },
  });
}
