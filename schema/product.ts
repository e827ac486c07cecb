import type { ProductRow } from '../src/retrieval/catalogue.ts';
import type { OfferScope } from '../src/retrieval/load-offers.ts';
import { Attribute, listAttributes } from './attribute.ts';
import { Brand } from './brand.ts';
import { builder } from './builder.ts';
import { Category } from './category.ts';
import type { GatewayContext } from './context.ts';
import { decodeIdOf } from './global-id.ts';
import { loadOffers, OfferRef, Variant, type VariantShape } from './variant.ts';

/** A product as one answer sees it: `scope` is the instant and the currency that its offers are read for. */
export interface ProductShape {
  row: ProductRow;
  scope: OfferScope;
}

export const Product = builder.node(builder.objectRef<ProductShape>('Product'), {
  description: 'What is described and found. It is bought as one of its variants.',
  id: { resolve: ({ row }) => row.productId, description: 'Global id of the product.' },
  loadMany: (ids, { load }) =>
    ids.map(async (id) => {
      const row = await load.product(id);
      return row && { row, scope: {} };
    }),
  fields: (t) => ({
    handle: t.string({
      description: "The shop's own key of the product, as in its address.",
      resolve: ({ row }) => row.handle,
    }),
    title: t.string({ description: 'Name to show.', resolve: ({ row }) => row.title }),
    description: t.string({
      description: 'Plain text; it may be empty. Written by the shop: escape it.',
      resolve: ({ row }) => row.description,
    }),
    brand: t.field({
      type: Brand,
      nullable: true,
      description: 'Its brand, if it has one.',
      resolve: ({ row }) => row.brand,
    }),
    category: t.field({
      type: Category,
      description: 'The category it is in.',
      resolve: ({ row }) => row.category,
    }),
    attributes: t.field({
      type: [Attribute],
      description: 'What holds for all its variants, by name.',
      resolve: ({ row }) => listAttributes(row.attributes),
    }),
    releasedOn: t.field({
      type: 'Date',
      nullable: true,
      description: 'When it came out; null where it is not known.',
      resolve: ({ row }) => row.releasedOn,
    }),
    rating: t.float({
      nullable: true,
      description: 'Average rating, 0 to 5; null where there is none.',
      resolve: ({ row }) => (row.rating === null ? null : Number(row.rating)),
    }),
    variants: t.field({
      type: [Variant],
      description: 'All its variants, also those that cannot be bought.',
      resolve: ({ row, scope }, _args, { load }) => loadVariants(row.productId, scope, load),
    }),
    offers: t.field({
      type: [OfferRef],
      description:
        "The prices of all its variants that run, with their stock: at the answer's instant and in its currency, or now and in every currency where the product was looked up by a key.",
      resolve: async ({ row, scope }, _args, { load }) => {
        const variants = await loadVariants(row.productId, scope, load);
        return (await Promise.all(variants.map((variant) => loadOffers(variant, load)))).flat();
      },
    }),
  }),
});

async function loadVariants(
  productId: string,
  scope: OfferScope,
  load: GatewayContext['load'],
): Promise<VariantShape[]> {
  return (await load.variants(productId)).map((row) => ({ row, scope }));
}

const ProductBy = builder.inputType('ProductBy', {
  description: 'A product by one of its keys.',
  isOneOf: true,
  fields: (t) => ({
    id: t.id({ description: 'Its global id.' }),
    handle: t.string({ description: "The shop's own key." }),
    sku: t.string({ description: 'The SKU of any of its variants.' }),
  }),
});

builder.queryField('product', (t) =>
  t.field({
    type: Product,
    nullable: true,
    description: 'One product with its variants and offers, or null when there is none that you may see.',
    args: { by: t.arg({ type: ProductBy, required: true, description: 'Exactly one key.' }) },
    resolve: async (_root, { by }, context) => {
      const row = await findProduct(by, context);
      return row && { row, scope: {} };
    },
  }),
);

function findProduct(
  by: typeof ProductBy.$inferInput,
  { ask, load }: GatewayContext,
): Promise<ProductRow | null> {
  if (by.id !== undefined) return load.product(decodeIdOf('Product', by.id));
  if (by.handle !== undefined) return ask.productByHandle(by.handle);
  return ask.productBySku(by.sku);
}
