import type { Queryable } from '../db/database.ts';
import { printable } from '../printable.ts';
import { renderTable } from '../text-table.ts';

/** A product that a model's worker set aside, and why. */
export interface ParkedProduct {
  readonly model: string;
  readonly product: string;
  readonly code: string;
  readonly message: string | null;
  readonly hint: string | null;
  readonly attempts: number | null;
  /** RFC 3339. */
  readonly since: string;
}

/** More than anybody reads; a provider that refuses everything parks a whole catalogue. */
const most = 1000;

/** The newest first, a thousand at most; `model` null: of every model in use. Needs the login that owns the tables. */
export async function readParked(database: Queryable, model: string | null): Promise<ParkedProduct[]> {
  return database.query<ParkedProduct>(
    `select m.name as model, p.handle as product, coalesce(j.error ->> 'code', 'UNKNOWN') as code,
       j.error ->> 'message' as message, j.error ->> 'hint' as hint,
       (j.error ->> 'attempts')::float8 as attempts, product.rfc3339(j.parked_at) as since
     from embeddings.job j
     join embeddings.model m on m.model_id = j.model_id and m.state <> 'retired'
     join product.product p on p.product_id = j.product_id
     where j.parked_at is not null and ($1::text is null or m.name = $1)
     order by j.parked_at desc, j.product_id, j.model_id
     limit $2`,
    [model, most],
  );
}

/** A line a product, and what may be done, once for each code. */
export function describeParked(products: readonly ParkedProduct[]): string {
  if (products.length === 0) return 'No product is set aside.\n';
  const table = renderTable(
    [
      ['model', 'product', 'code', 'attempts', 'since', 'message'],
      ...products.map(({ model, product, code, attempts, since, message }) => [
        model,
        product,
        code,
        attempts === null ? '–' : String(attempts),
        `${since.slice(0, 19).replace('T', ' ')}Z`,
        printable(message ?? '').replaceAll('\n', ' '),
      ]),
    ],
    { left: [0, 1, 2, 4, 5] },
  );
  const hints = new Map(products.map(({ code, hint }) => [code, hint]));
  const advice = [...hints].map(([code, hint]) =>
    hint === null ? '' : `${code}: ${printable(hint).replaceAll('\n', ' ')}\n`,
  );
  const more = products.length === most ? `Only the newest ${most} are listed.\n` : '';
  return `${table}${advice.join('')}${more}An edit puts a product back; all of them: npx trueshelf model retry\n`;
}
