import type { Database } from '../db/database.ts';
import { needsVacuum } from '../preparation/vacuum.ts';
import { type Diagnosis, makeOk } from './diagnosis.ts';

export async function checkCatalogue(database: Database): Promise<Diagnosis> {
  const [row] = await database.query<{ products: string; priced: string }>(
    `select
       (select count(*) from product.product p where p.status = 'active') as products,
       (select count(distinct o.product_id) from product.offer o where o.valid_from <= now() and o.valid_to > now()) as priced`,
  );
  const products = Number(row?.products ?? 0);
  const priced = Number(row?.priced ?? 0);
  const found = `${products} active products, ${priced} of them with a current price`;
  const expected = 'products with a current price: nothing else is ever returned';
  if (priced > 0) return makeOk('catalogue', found, expected);
  const action =
    products === 0
      ? 'Run "trueshelf import FILE" for a catalogue of your own, or "trueshelf seed" for the demo shop.'
      : 'Import prices whose validity includes today.';
  return { check: 'catalogue', status: 'warning', found, expected, action };
}

export async function checkDefaultPriceList(database: Database): Promise<Diagnosis> {
  const [row] = await database.query<{ code: string; currency: string }>(
    'select l.code, l.currency from product.price_list l where l.is_default',
  );
  const expected = 'a default price list, whose currency is that of a question that names none';
  if (row !== undefined) return makeOk('default price list', `"${row.code}" in ${row.currency}`, expected);
  return {
    check: 'default price list',
    status: 'failing',
    found: 'no default price list',
    expected,
    action:
      'Run "trueshelf import FILE" or, in SQL: update product.price_list set is_default = true where code = \'<one without a customer group>\'.',
  };
}

/** Compares every offer with the prices and stock that it stands for: seconds at a million offers. */
export async function checkOffers(database: Database): Promise<Diagnosis> {
  const [row] = await database.query<{ faults: string; products: string; example: string | null }>(
    `select count(*) as faults, count(distinct d.product_id) as products, min(d.product_id) as example from product.offer_drift() d`,
  );
  const expected = 'offers that agree with prices, stock and restrictions';
  const faults = Number(row?.faults ?? 0);
  if (faults === 0) return makeOk('offers', 'offers and facts agree', expected);
  return {
    check: 'offers',
    status: 'failing',
    found: `${faults} offers of ${row?.products} products disagree with the facts, among them product ${row?.example}`,
    expected,
    action:
      'Run in SQL: select product.refresh_offers(p.product_id, null) from (select distinct d.product_id from product.offer_drift() d) p; and find out who switched the triggers off.',
  };
}

/** Looks up every value that variants have in registered text attributes: seconds at a million variants. */
export async function checkVocabulary(database: Database): Promise<Diagnosis> {
  const [row] = await database.query<{ missing: string; example: string | null }>(
    `select count(*) as missing, min(m.attribute || ' "' || m.value || '"') as example
     from (
       select distinct h.attribute, v.value
       from product.variant o
       cross join lateral jsonb_each(o.attributes) h (attribute, held)
       cross join lateral jsonb_array_elements_text(h.held) v (value)
       join product.attribute a on a.name = h.attribute and a.type = 'text'
     ) m
     where product.term(m.value) is not null
       and not exists (
         select from product.attribute_value k where k.attribute = m.attribute and k.value = m.value
       )`,
  );
  const expected = 'every attribute value known to the reading of questions';
  const missing = Number(row?.missing ?? 0);
  if (missing === 0) return makeOk('vocabulary', 'every attribute value is known', expected);
  return {
    check: 'vocabulary',
    status: 'failing',
    found: `${missing} attribute values that no question can name, among them ${row?.example}`,
    expected,
    action:
      'Run in SQL: select product.refresh_attribute_values(); and find out who switched the triggers off.',
  };
}

export async function checkStatistics(database: Database): Promise<Diagnosis> {
  const expected = 'every table counted, so that searches are planned with the right sizes';
  if (!(await needsVacuum(database))) return makeOk('statistics', 'every table has been counted', expected);
  const action =
    database.engine === 'embedded'
      ? 'Start "trueshelf serve": it counts them.'
      : 'Run "vacuum (analyze)" as the owner.';
  return {
    check: 'statistics',
    status: 'warning',
    found: 'tables that were never counted',
    expected,
    action,
  };
}
