import type { ShownItem as ShownItemRow } from '../src/decisions/decision.ts';
import { builder } from './builder.ts';
import { ConstraintCheck } from './constraint.ts';
import { MatchSource } from './evidence.ts';
import { encodeGlobalId } from './global-id.ts';
import { PriceEvidence } from './offer.ts';
import { PreferenceCheck } from './preference.ts';
import { Product } from './product.ts';
import { Score } from './score.ts';
import { StockEvidence } from './stock.ts';

export const ShownItem = builder.objectRef<ShownItemRow>('ShownItem').implement({
  description: 'A row of evidence as it was shown. None of it is read anew but `product`.',
  fields: (t) => ({
    rank: t.exposeInt('rank', { description: 'Its place in the whole answer, from 1.' }),
    productId: t.id({
      description: 'Global id of the product, which may be gone.',
      resolve: ({ productId }) => encodeGlobalId('Product', productId),
    }),
    product: t.field({
      type: Product,
      nullable: true,
      description: 'The product as it is now; null where it is gone, or not for you any more.',
      resolve: async ({ productId }, _args, { load }) => {
        const row = await load.product(productId);
        return row && { row, scope: {} };
      },
    }),
    handle: t.exposeString('handle', { description: "The shop's own key of the product, as it was." }),
    title: t.exposeString('title', {
      nullable: true,
      description: 'Its title, as it was; null once the conversation is forgotten.',
    }),
    brand: t.exposeString('brand', { nullable: true, description: 'Name of its brand, if it had one.' }),
    category: t.exposeString('category', { description: 'Name of its category.' }),
    sku: t.exposeString('sku', { description: 'The variant that was shown.' }),
    price: t.expose('price', { type: PriceEvidence, description: 'The price that was judged.' }),
    stock: t.expose('stock', { type: StockEvidence, description: 'The stock that was judged.' }),
    score: t.expose('score', { type: Score, description: 'Why it stood where it stood.' }),
    matchedBy: t.expose('matchedBy', { type: [MatchSource], description: 'What proposed it.' }),
    checks: t.expose('checks', {
      type: [ConstraintCheck],
      description: 'Every constraint held against the offer.',
    }),
    preferences: t.expose('preferences', {
      type: [PreferenceCheck],
      description: 'Every wish held against the offer.',
    }),
  }),
});
