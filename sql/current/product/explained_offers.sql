create or replace function product.explained_offers(
  question product.question,
  product_id bigint
)
returns table (
  failed_ids text[],
  content jsonb
)
as $$
declare
  v_asked constant jsonb := (explained_offers.question).interpretation -> 'constraints';
  v_currency constant text := (explained_offers.question).currency;
  -- No constraint and no policy, which leaves products out, not offers.
  v_demand constant product.demand := product.build_demand('[]', v_currency, (explained_offers.question).as_of);
  -- As product.evidence_page chooses the offer that it shows.
  v_wishes constant product.demand[] := case
    when (explained_offers.question).sort not in ('PRICE_ASC', 'PRICE_DESC')
      or jsonb_typeof((explained_offers.question).interpretation -> 'sort') = 'object'
    then product.wished_demands(explained_offers.question) end;
begin
  return query
  with judged as materialized (
    select o.*
    from unnest(product.judge_offers(
      v_demand, product.single_demands(explained_offers.question),
      array[explained_offers.product_id], '{1}', false)) o
  ),
  nearest as (
    select j.variant_id, j.fails, j.amount, length(replace(j.fails::text, '0', '')) as failures, (
        select count(*)
        from product.variant h
        cross join unnest(v_wishes) w
        where h.product_id = j.product_id and h.variant_id = j.variant_id
          and num_nonnulls(w.attributes, w.weight) > 0
          and (w.attributes is null or h.attributes @? w.attributes)
          and (w.weight is null or h.weight_grams <@ w.weight)
      ) as wishes
    from judged j
    order by failures, coalesce(j.available, 0) > 0 desc, wishes desc, j.amount, j.variant_id
    limit 50
  ),
  path as materialized (
    select p.product_id, p.handle, b.name as brand, b.slug as brand_slug, c.name as category, product.category_path(p.category_id) as slugs
    from product.product p
    join product.category c on c.category_id = p.category_id
    left join product.brand b on b.brand_id = p.brand_id
    where p.product_id = explained_offers.product_id
  )
  select
    array(
      select a.id
      from (
        select c.value ->> 'id' as id, row_number() over (order by c.position)::integer as number
        from jsonb_array_elements(v_asked) with ordinality c (value, position)
        where c.value ->> 'kind' <> 'CURRENT_PRICE'
      ) a
      where substring(n.fails from a.number for 1) = B'1'
      order by a.number),
    jsonb_build_object(
      'variantId', n.variant_id::text,
      'sku', v.sku,
      'options', v.options,
      'weightGrams', v.weight_grams::text
    ) || product.prove_offer(v_asked, jsonb_build_object(
      'amount', o.amount::text, 'compareAt', o.compare_at::text, 'currency', v_currency, 'priceList', l.code,
      'validFrom', product.rfc3339(o.valid_from), 'validTo', product.rfc3339(o.valid_to), 'asOf', v_demand.as_of,
      'available', o.available, 'locations', s.locations, 'attributes', v.attributes, 'weightGrams', v.weight_grams::text,
      'brand', h.brand, 'brandSlug', h.brand_slug, 'handle', h.handle, 'category', h.category, 'categoryPath', h.slugs))
  from nearest n
  cross join path h
  cross join lateral (
    select q.*
    from product.qualifying_offers(v_demand) q
    where q.product_id = explained_offers.product_id and q.variant_id = n.variant_id
    offset 0
  ) o
  join product.variant v on v.product_id = o.product_id and v.variant_id = o.variant_id
  join product.price_list l on l.price_list_id = o.price_list_id
  cross join lateral (select product.stock_by_location(o.product_id, o.variant_id) as locations offset 0) s
  order by n.failures, coalesce(o.available, 0) > 0 desc, n.wishes desc, n.amount, n.variant_id;
end
$$
language plpgsql
stable
set search_path = pg_catalog, public, pg_temp
set random_page_cost = 1.1
set plan_cache_mode = force_custom_plan;

comment on function product.explained_offers(product.question, bigint) is
  'The current offers of one product, each held against every constraint of a question: those that fail fewest first, then in stock, then with most of what bare words of the question name (where it is not sorted by price), then cheapest; at most 50. failed_ids: of the constraints that it does not meet.';

grant execute on function product.explained_offers(product.question, bigint) to trueshelf_api;
