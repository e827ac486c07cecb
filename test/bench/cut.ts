import type { Queryable } from '../../src/db/database.ts';

/** The shares of all products that are meant to qualify. 1: no filter, so all that are sold at a price now. */
export const shares: readonly number[] = [1, 0.5, 0.2, 0.1, 0.01, 0.001, 0];

/** A filter, and how many products it leaves. */
export interface Cut {
  share: number;
  /** Highest price of what qualifies, in stock; null: neither is asked for. */
  ceiling: string | null;
  /** Products with an offer that qualifies, counted. */
  products: number;
  /** The same as a share of all products. */
  actualShare: number;
}

/**
 * Whether offer `o` qualifies, for SQL whose parameter `$1` is the ceiling: runs now, in the default list, for everyone,
 * and under a ceiling at or below it and in stock. Written by hand: nothing of the product judges its own reference.
 */
export const qualifies = `o.price_list_id = (select l.price_list_id from product.price_list l where l.is_default)
  and o.valid_from <= now() and o.valid_to > now() and o.audience is null
  and ($1::numeric is null or (o.amount <= $1::numeric and o.available > 0))`;

/** The price ceilings that these shares of the shop's products meet, as nearly as prices allow; checked by counting. */
export async function makeCuts(connection: Queryable): Promise<Cut[]> {
  const [all] = await connection.query<{ products: number; cheapest: string[] }>(
    `select (select count(*)::integer from product.product) as products,
       (select array_agg(c.amount::text order by c.amount) from (
          select min(o.amount) as amount
          from product.offer o
          where ${qualifies} and o.available > 0
          group by o.product_id
        ) c) as cheapest`,
    [null],
  );
  if (all === undefined) throw new Error('A count came back as no row.');
  const cuts: Cut[] = [];
  for (const share of shares) {
    const ceiling = share === 1 ? null : share === 0 ? '0.01' : ceilingFor(share, all);
    const products = await countQualifying(connection, ceiling);
    cuts.push({ share, ceiling, products, actualShare: products / all.products });
  }
  return cuts;
}

function ceilingFor(share: number, { products, cheapest }: { products: number; cheapest: string[] }): string {
  const ceiling = cheapest[Math.max(Math.round(products * share), 1) - 1];
  if (ceiling !== undefined) return ceiling;
  throw new Error(`Only ${cheapest.length} of ${products} products are in stock; expected ${share * 100} %.`);
}

async function countQualifying(connection: Queryable, ceiling: string | null): Promise<number> {
  const [row] = await connection.query<{ products: number }>(
    `select count(distinct o.product_id)::integer as products from product.offer o where ${qualifies}`,
    [ceiling],
  );
  return row?.products ?? 0;
}
