import type {
  FactChange as FactChangeRow,
  ItemAnswer as ItemAnswerRow,
  ItemOffer as ItemOfferRow,
  Reference,
} from '../src/narration/chat-answer.ts';
import type { OfferScope } from '../src/retrieval/load-offers.ts';
import { builder } from './builder.ts';
import { PriceEvidence } from './offer.ts';
import { Product } from './product.ts';
import { Span } from './span.ts';
import { StockEvidence } from './stock.ts';
import { TurnReference } from './turn-reference.ts';
import { Variant } from './variant.ts';

export interface ReferenceShape {
  reference: Reference;
  scope: OfferScope;
}

export interface ItemAnswerShape {
  item: ItemAnswerRow;
  productId: string;
  scope: OfferScope;
}

const ReferenceKind = builder.enumType('ReferenceKind', {
  description: 'How an earlier product was pointed at.',
  values: {
    ORDINAL: { description: 'By its place: "the second one".' },
    THAT: { description: 'As the one just spoken of: "it", "that one".' },
    NAMED: { description: 'By what it is: "that jacket", "the black one", "the Pellworth one".' },
    SUPERLATIVE: { description: 'By comparison: "the cheapest one".' },
  } as const,
});

export const ItemReference = builder.objectRef<ReferenceShape>('ItemReference').implement({
  description: 'A product of an earlier answer that the question points at.',
  fields: (t) => ({
    kind: t.field({
      type: ReferenceKind,
      description: 'How it is pointed at.',
      resolve: ({ reference }) => reference.kind,
    }),
    span: t.field({
      type: Span,
      description: 'The words of the question that do so.',
      resolve: ({ reference }) => reference.span,
    }),
    product: t.field({
      type: Product,
      nullable: true,
      description: 'The product as it is now; null where it is gone.',
      resolve: async ({ reference, scope }, _args, { load }) => {
        const row = await load.product(reference.productId);
        return row && { row, scope };
      },
    }),
    handle: t.string({
      description: "The shop's own key, as it was then.",
      resolve: ({ reference }) => reference.handle,
    }),
    title: t.string({
      description: 'The title, as it was then.',
      resolve: ({ reference }) => reference.title,
    }),
    turn: t.field({
      type: TurnReference,
      description: 'The turn whose evidence it is of.',
      resolve: ({ reference }) => reference.turn,
    }),
  }),
});

const ChangedField = builder.enumType('ChangedField', {
  description: 'What changed since it was shown.',
  values: {
    PRICE: { description: 'The price.' },
    COMPARE_AT: { description: 'The price struck through beside it.' },
    STOCK: { description: 'What is in stock.' },
    TITLE: { description: 'The title.' },
    WEIGHT: { description: 'The weight.' },
    VALID_TO: { description: 'Until when the price holds.' },
  } as const,
});

const FactChange = builder.objectRef<FactChangeRow>('FactChange').implement({
  description: 'What an earlier turn showed, and what holds now.',
  fields: (t) => ({
    field: t.expose('field', { type: ChangedField, description: 'What changed.' }),
    sku: t.exposeString('sku', { description: 'Of which variant.' }),
    before: t.exposeString('before', { nullable: true, description: 'As it was shown; null: nothing.' }),
    now: t.exposeString('now', { nullable: true, description: 'As it is; null: nothing.' }),
  }),
});

const ItemOffer = builder
  .objectRef<{ offer: ItemOfferRow; productId: string; scope: OfferScope }>('ItemOffer')
  .implement({
    description: 'A variant of the product that is asked about, with its price and stock.',
    fields: (t) => ({
      variant: t.field({
        type: Variant,
        description: 'What is offered.',
        resolve: ({ offer, productId, scope }) => ({ row: { ...offer, productId }, scope }),
      }),
      price: t.field({
        type: PriceEvidence,
        description: 'What it costs.',
        resolve: ({ offer }) => offer.price,
      }),
      stock: t.field({
        type: StockEvidence,
        description: 'Its stock now.',
        resolve: ({ offer }) => offer.stock,
      }),
    }),
  });

const ItemAttribute = builder.objectRef<ItemAnswerRow['attributes'][number]>('ItemAttribute').implement({
  description: 'What is recorded of a product, in words.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Name of the attribute.' }),
    label: t.exposeString('label', { description: 'The name to show.' }),
    value: t.exposeString('value', { description: 'The value, or several, to show.' }),
  }),
});

export const ItemAnswer = builder.objectRef<ItemAnswerShape>('ItemAnswer').implement({
  description:
    'One product of an earlier answer, read anew: its sizes, prices, stock, and what changed meanwhile.',
  fields: (t) => ({
    asked: t.stringList({
      description:
        'What the question asks of it: SIZES, COLOURS, OPTIONS, PRICE, STOCK, WEIGHT, EVERYTHING or the name of an attribute, such as "material".',
      resolve: ({ item }) => item.asked,
    }),
    offers: t.field({
      type: [ItemOffer],
      description:
        'Each variant with what it costs and what is left, at most 50; empty where it is no longer sold.',
      resolve: ({ item, productId, scope }) => item.offers.map((offer) => ({ offer, productId, scope })),
    }),
    attributes: t.field({
      type: [ItemAttribute],
      description: 'What is recorded of the product itself, by label.',
      resolve: ({ item }) => item.attributes,
    }),
    changes: t.field({
      type: [FactChange],
      description: 'What is no longer as that turn showed it.',
      resolve: ({ item }) => item.changes,
    }),
    gone: t.boolean({ description: 'It was shown, and is sold no more.', resolve: ({ item }) => item.gone }),
  }),
});
