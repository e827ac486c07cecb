create or replace function product.anchor_measures(
  question product.question,
  measures text[]
)
returns jsonb
as $$
declare
  -- Whatever is asked of the answer: the anchor is no part of it.
  v_demand constant product.demand := product.build_demand('[]', (anchor_measures.question).currency, (anchor_measures.question).as_of);
begin
  return (
    select jsonb_object_agg(m.name, product.held_measure(m.name, v.attributes, v.weight_grams, o.amount, p.released_on, p.rating))
    from product.product p
    left join lateral (
      select q.variant_id, q.amount
      from product.qualifying_offers(v_demand) q
      where q.product_id = p.product_id
      order by q.amount, q.variant_id
      limit 1
    ) o on true
    left join lateral (
      select x.attributes, x.weight_grams
      from product.variant x
      where x.product_id = p.product_id
      order by (x.variant_id = o.variant_id) is true desc, x.variant_id
      limit 1
    ) v on true
    cross join unnest(anchor_measures.measures) m (name)
    where p.product_id = (anchor_measures.question).anchor_id);
end
$$
language plpgsql
stable
set search_path = pg_catalog, public, pg_temp
set random_page_cost = 1.1;

comment on function product.anchor_measures(product.question, text[]) is
  'What comparatives compare with beside an anchor: its own measures by name (see product.held_measure), of its cheapest current offer in the currency of the answer that the caller may see; null in it where unknown, null as a whole without an anchor.';

grant execute on function product.anchor_measures(product.question, text[]) to trueshelf_api;
