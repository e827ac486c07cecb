import type { OfferRow, VariantRow } from '../src/retrieval/catalogue.ts';
import type { OfferScope } from '../src/retrieval/load-offers.ts';
import { Attribute, listAttributes } from './attribute.ts';
import { builder } from './builder.ts';
import type { GatewayContext } from './context.ts';

/** A variant as one answer sees it: `scope` is the instant and the currency that its offers are read for. */
export interface VariantShape {
  row: VariantRow;
  scope: OfferScope;
}

interface OfferShape {
  row: OfferRow;
  variant: VariantShape;
}

export const OfferRef = builder.objectRef<OfferShape>('Offer');

export const Variant = builder.node(builder.objectRef<VariantShape>('Variant'), {
  description: 'What is priced, stocked and bought: a product in one size, colour and so on.',
  id: { resolve: ({ row }) => `${row.productId}.${row.variantId}`, description: 'Global id of the variant.' },
  loadMany: (ids, { load }) =>
    ids.map(async (id) => {
      const [productId = '', variantId] = id.split('.');
      const row = (await load.variants(productId)).find((candidate) => candidate.variantId === variantId);
      return row ? { row, scope: {} } : null;
    }),
  fields: (t) => ({
    sku: t.string({ description: "The shop's own key of the variant.", resolve: ({ row }) => row.sku }),
    options: t.field({
      type: [Attribute],
      description: 'What sets it apart from the other variants of the product, by name.',
      resolve: ({ row }) => listAttributes(row.options),
    }),
    weightGrams: t.float({
      nullable: true,
      description: 'Weight in grams; null where it is not known.',
      resolve: ({ row }) => (row.weightGrams === null ? null : Number(row.weightGrams)),
    }),
    offers: t.field({
      type: [OfferRef],
      description:
        "The prices that run, with the stock: at the answer's instant and in its currency, or now and in every currency where the variant was looked up by id. Empty: it cannot be bought.",
      resolve: (variant, _args, { load }) => loadOffers(variant, load),
    }),
  }),
});

/** The offers of a variant; several calls in one level of the answer become one SQL call. */
export async function loadOffers(variant: VariantShape, load: GatewayContext['load']): Promise<OfferShape[]> {
  const { productId, variantId } = variant.row;
  const rows = await load.offers({ productId, variantId, scope: variant.scope });
  return rows.map((row) => ({ row, variant }));
}
