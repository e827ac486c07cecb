import type { Queryable } from '../../src/db/database.ts';
import type { EvidenceItem } from '../../src/retrieval/page.ts';
import type { Asked, RowDemand } from './conversation-script.ts';

/** A variant as the product tables have it, read past every function of the search. */
export interface TableRow {
  handle: string;
  sku: string;
  brand: string | null;
  /** Slugs from the product's category up to the root. */
  categories: string[];
  attributes: Record<string, string[]>;
  options: Record<string, string>;
  grams: number | null;
  amount: number;
  currency: string;
  /** Null where nobody counted. */
  available: number | null;
  /** Codes of the locations that have some. */
  locations: string[];
}

const offersOf = `
  with recursive above as (
    select c.category_id as of_id, c.category_id, c.parent_id, c.slug from product.category c
    union all
    select a.of_id, c.category_id, c.parent_id, c.slug
      from above a join product.category c on c.category_id = a.parent_id
  )
  select p.handle, v.sku, b.name as brand, v.attributes, v.options, v.weight_grams::float8 as grams,
         r.amount::float8 as amount, l.currency,
         (select array_agg(a.slug) from above a where a.of_id = p.category_id) as categories,
         (select sum(greatest(s.on_hand - s.reserved, 0))::integer from product.stock s
           where s.variant_id = v.variant_id) as available,
         coalesce((select array_agg(w.code) from product.stock s join product.location w using (location_id)
           where s.variant_id = v.variant_id and s.on_hand > s.reserved), '{}') as locations
    from product.product p
    join product.variant v using (product_id)
    left join product.brand b using (brand_id)
    join product.price r on r.variant_id = v.variant_id and r.valid @> $2::timestamptz
    join product.price_list l on l.price_list_id = r.price_list_id and l.customer_group is null
   where p.product_id = any($1::bigint[]) and l.currency = $3
     and p.status = 'active' and p.audience is null and v.audience is null
   order by v.variant_id`;

/** Every offer of the products that a shopper may buy in that currency at that instant. */
export function readOffers(
  database: Queryable,
  productIds: string[],
  asOf: string,
  currency: string,
): Promise<TableRow[]> {
  return database.query<TableRow>(offersOf, [productIds, asOf, currency]);
}

/** Which values a word of a shopper means as well, by `attribute/word`. */
export async function readSynonyms(database: Queryable): Promise<Map<string, string[]>> {
  const rows = await database.query<{ word: string; values: string[] }>(
    `select s.attribute || '/' || s.term as word, array_agg(s.value) as values from product.value_synonym s group by 1`,
  );
  return new Map(rows.map((row) => [row.word, row.values]));
}

/** Why the row is not what the demand says; empty where it is. */
export function faultsOf(
  item: EvidenceItem,
  row: TableRow | undefined,
  demand: RowDemand,
  synonyms: Map<string, string[]>,
): string[] {
  if (row === undefined) return ['not on sale by the tables'];
  const says = (name: string, word: string) => {
    const words = [word, ...(synonyms.get(`${name}/${word}`) ?? [])];
    return (row.attributes[name] ?? []).some(
      (value) => !value.startsWith('faux ') && words.some((one) => ` ${value} `.includes(` ${one} `)),
    );
  };
  const found: [boolean, string][] = [
    [Number(item.price.amount) === row.amount, `price ${item.price.amount}, by the tables ${row.amount}`],
    [demand.below === undefined || row.amount < demand.below, `${row.amount} is not under ${demand.below}`],
    [demand.atMost === undefined || row.amount <= demand.atMost, `${row.amount} is over ${demand.atMost}`],
    [
      demand.atLeast === undefined || row.amount >= demand.atLeast,
      `${row.amount} is under ${demand.atLeast}`,
    ],
    [demand.currency === undefined || item.price.currency === demand.currency, `in ${item.price.currency}`],
    [demand.grams === undefined || (row.grams !== null && row.grams < demand.grams), `weighs ${row.grams} g`],
    [
      demand.category === undefined || row.categories.includes(demand.category),
      `of category ${row.categories.join(' < ')}, not ${demand.category}`,
    ],
    [demand.brands === undefined || demand.brands.includes(row.brand ?? ''), `of brand ${row.brand}`],
    [!demand.inStock || (row.available ?? 0) > 0, 'not in stock'],
    [
      demand.inStockAt === undefined || row.locations.includes(demand.inStockAt),
      `not at ${demand.inStockAt}`,
    ],
    ...Object.entries(demand.has ?? {}).map(([name, words]): [boolean, string] => [
      words.some((word) => says(name, word)),
      `${name} is ${row.attributes[name]}, not ${words.join(' or ')}`,
    ]),
    ...Object.entries(demand.lacks ?? {}).map(([name, words]): [boolean, string] => [
      !words.some((word) => says(name, word)),
      `${name} is ${row.attributes[name]}`,
    ]),
  ];
  return found.filter(([holds]) => !holds).map(([, fault]) => fault);
}

/** What an answer about the product has to say, each as a pattern. */
export function factsToSay(offers: TableRow[], asked: Asked): RegExp[] {
  const amounts = offers.map((offer) => offer.amount);
  const buyable = offers.filter((offer) => (offer.available ?? 0) > 0);
  const distinct = (values: string[]) => [...new Set(values)].map(asWords);
  switch (asked) {
    case 'PRICE':
      return distinct([`$${Math.min(...amounts).toFixed(2)}`, `$${Math.max(...amounts).toFixed(2)}`]);
    case 'STOCK':
      return [
        buyable.length > 0 ? /in stock|available|left/i : /sold out|out of stock|not in stock|none left/i,
      ];
    case 'WEIGHT':
      return [asWeight(Math.min(...offers.map((offer) => offer.grams ?? Infinity)))];
    case 'size':
    case 'colour':
      return distinct(buyable.flatMap((offer) => offer.options[asked] ?? []));
    default:
      return distinct(offers.flatMap((offer) => offer.attributes[asked] ?? []));
  }
}

const asWords = (text: string) =>
  new RegExp(`(?<![\\w.])${text.replace(/[.*+?^$()[\]{}|\\]/g, '\\$&')}(?![\\w]|\\.\\d)`, 'i');

/** "1,240 g", "1240 g", "1.24 kg" or "1.2 kg". */
const asWeight = (grams: number) =>
  new RegExp(
    [
      `${grams.toLocaleString('en-US')} g`,
      `${grams} g`,
      ...[0, 1, 2, 3].map((digits) => `${(grams / 1000).toFixed(digits)} kg`),
    ]
      .map((text) => `(?<![\\d.,])${text.replace('.', '\\.')}\\b`)
      .join('|'),
  );
