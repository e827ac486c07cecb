import type { Queryable } from '../db/database.ts';

export interface BuiltinState {
  readonly model: string;
  /** active: it answers; standby: another model does; building: it is not ready yet; retired: a newer one has taken its place. */
  readonly state: string;
  /** Products that have its vector. */
  readonly embedded: number;
  readonly products: number;
}

/** How a built-in model stands; null: it is gone. */
export async function readBuiltinState(database: Queryable, model: string): Promise<BuiltinState | null> {
  const [row] = await database.query<{ state: string; embedded: string; products: string }>(
    `select m.state, (select count(*) from product.product) as products,
       (select count(*) from embeddings.product_embedding e where e.model_id = m.model_id) as embedded
     from embeddings.model m where m.name = $1`,
    [model],
  );
  if (row === undefined) return null;
  return { model, state: row.state, embedded: Number(row.embedded), products: Number(row.products) };
}

/** For people. `embedded`: by this process; workers may have embedded the rest beside it. */
export function describeFitted(
  { model, state, embedded: all, products }: BuiltinState,
  embedded: number,
): string {
  const helped = embedded < all ? ` (${embedded} here, ${all - embedded} by a worker beside it)` : '';
  const figures = `${all} of ${products} products embedded${helped}`;
  if (state === 'active') return `${model} answers from now on: ${figures}.\n`;
  if (state === 'standby') {
    return `${model} stands by, since a provider's model answers: ${figures}. To switch: npx trueshelf model switch ${model}\n`;
  }
  return `${model} is ${state}: ${figures}.\n`;
}
