import { builder } from './builder.ts';
import type { GatewayContext, SimilarKey } from './context.ts';
import { Evidence, type EvidenceShape } from './evidence.ts';
import { ItemFilter, toItemFilter } from './item-filter.ts';
import { checkFirstSimilar } from './limits.ts';
import { Product, type ProductShape } from './product.ts';
import { toEvidence } from './similar-items.ts';

const similarArgs = builder.args((t) => ({
  first: t.int({ defaultValue: 5, description: 'How many items, 1 to 20.' }),
  where: t.field({ type: ItemFilter, description: 'Demands that one offer of an item must meet.' }),
}));

builder.objectFields(Product, (t) => ({
  similar: t.field({
    type: [Evidence],
    description:
      'What is most like it, best first, without itself and without what is sold out. One SQL call for all products of a level; at most 100 products in one request.',
    args: similarArgs,
    resolve: (product, args, { load }) => loadSimilar('SIMILAR', product, args, load),
  }),
  goesWith: t.field({
    type: [Evidence],
    description:
      'What goes with it, best first, without what is sold out: products of the categories that the shop put beside its own, the best of each in turn. One SQL call for all products of a level; at most 100 products in one request.',
    args: similarArgs,
    resolve: (product, args, { load }) => loadSimilar('COMPLEMENT', product, args, load),
  }),
}));

async function loadSimilar(
  relation: SimilarKey['relation'],
  { row, scope }: ProductShape,
  {
    first,
    where,
  }: {
    first?: number | null | undefined;
    where?: typeof ItemFilter.$inferInput | null | undefined;
  },
  load: GatewayContext['load'],
): Promise<EvidenceShape[]> {
  const answer = await load.similar({
    productId: row.productId,
    relation,
    first: checkFirstSimilar(first ?? 5),
    filter: toItemFilter(where),
    scope,
  });
  return answer?.items.map((item) => toEvidence(item, answer)) ?? [];
}
