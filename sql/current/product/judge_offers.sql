create or replace function product.judge_offers(
  demand product.demand,
  demands product.demand[],
  product_ids bigint[],
  sets integer[],
  with_attributes boolean
)
returns product.judged_offer[]
as $$
declare
  v_none constant bit varying := repeat('0', cardinality(judge_offers.demands))::bit varying;
  v_offers product.judged_offer[];
begin
  -- Materialized, so that its key is a column: see product.evidence_page.
  with candidate as materialized (
    select c.product_id, c.sets
    from unnest(judge_offers.product_ids, judge_offers.sets) c (product_id, sets)
  ),
  asked as materialized (
    select set_bit(v_none, a.ordinality::integer - 1, 1) as bit, a.*,
      num_nonnulls(a.category_ids, a.brand_ids, a.excluded_category_ids, a.excluded_brand_ids, a.excluded_product_ids) > 0 as of_product
    from unnest(judge_offers.demands) with ordinality a
  ),
  -- What concerns the product is judged once for all its offers.
  held as materialized (
    select p.product_id, p.category_id, p.brand_id, c.sets, coalesce((
      select bit_or(a.bit)
      from asked a
      where a.of_product
        and (
          (a.category_ids is null or p.category_id = any (a.category_ids))
          and (a.excluded_category_ids is null or p.category_id <> all (a.excluded_category_ids))
          and (a.brand_ids is null or p.brand_id = any (a.brand_ids))
          and (a.excluded_brand_ids is null or p.brand_id is null or p.brand_id <> all (a.excluded_brand_ids))
          and (a.excluded_product_ids is null or p.product_id <> all (a.excluded_product_ids))
        ) is not true
    ), v_none) as fails
    from candidate c
    join product.product p on p.product_id = c.product_id and p.status = 'active'
  )
  select array_agg(row(
    h.product_id, o.variant_id, h.category_id, h.brand_id, h.sets,
    h.fails | coalesce((
      select bit_or(a.bit)
      from asked a
      where not a.of_product
        and (
          (a.min_amount is null or o.amount > a.min_amount or (o.amount = a.min_amount and not a.min_exclusive))
          and (a.max_amount is null or o.amount < a.max_amount or (o.amount = a.max_amount and not a.max_exclusive))
          and (a.in_stock is not true or o.available > 0)
          and (a.attributes is null or v.attributes @? a.attributes)
          and (a.excluded_attributes is null or not v.attributes @? a.excluded_attributes)
          and (a.weight is null or v.weight_grams <@ a.weight)
          and (a.location_ids is null or exists (
            select from product.stock s
            where s.product_id = o.product_id
              and s.variant_id = o.variant_id
              and s.location_id = any (a.location_ids)
              and s.available > 0))
        ) is not true
    ), v_none),
    o.amount, o.available, case when judge_offers.with_attributes then v.attributes end)::product.judged_offer)
  into v_offers
  from held h
  cross join lateral (
    select q.* from product.qualifying_offers(judge_offers.demand) q where q.product_id = h.product_id offset 0
  ) o
  join product.variant v on v.product_id = o.product_id and v.variant_id = o.variant_id;
  return coalesce(v_offers, '{}');
end
$$
language plpgsql
stable
set search_path = pg_catalog, public, pg_temp
set random_page_cost = 1.1
set plan_cache_mode = force_custom_plan;

comment on function product.judge_offers(product.demand, product.demand[], bigint[], integer[], boolean) is
  'Every offer of these products that meets demand, held against each of demands, which are one constraint each; in no order. The same truth as product.qualifying_offers, told apart by constraint, under row security.';

grant execute on function product.judge_offers(product.demand, product.demand[], bigint[], integer[], boolean) to trueshelf_api;
