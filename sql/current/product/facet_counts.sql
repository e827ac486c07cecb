create or replace function product.facet_counts(
  offers product.judged_offer[],
  groups jsonb,
  max_per_brand integer
)
returns table (
  facet text,
  value text,
  products bigint,
  holder_id bigint
)
as $$
begin
  return query
  with recursive demanded as materialized (
    select g.key as facet, (g.value ->> 'bits')::bit varying as bits, (g.value ->> 'sets')::integer as sets
    from jsonb_each(facet_counts.groups) g
  ),
  offer as materialized (
    select o.* from unnest(facet_counts.offers) o
  ),
  -- An offer that fails constraints of one facet only counts in that one, one that meets all counts everywhere.
  failing as materialized (
    select f.fails, position(B'1' in f.fails) = 0 as meets_all, d.facet, coalesce(d.sets, 1) as sets
    from (select distinct o.fails from offer o) f
    left join demanded d on position(B'1' in f.fails) > 0 and f.fails & ~d.bits = repeat('0', length(f.fails))::bit varying
    where position(B'1' in f.fails) = 0 or d.facet is not null
  ),
  counted as materialized (
    select o.product_id, o.category_id, o.brand_id, o.available, o.attributes, f.facet as only_facet
    from offer o
    join failing f on f.fails = o.fails
    where o.sets & f.sets <> 0
  ),
  above as (
    select c.category_id, c.category_id as ancestor_id
    from (select distinct d.category_id from counted d) c
    union all
    select a.category_id, c.parent_id
    from above a
    join product.category c on c.category_id = a.ancestor_id
    where c.parent_id is not null
  ),
  product_row as materialized (
    select distinct c.product_id, c.category_id, c.brand_id, c.only_facet from counted c
  ),
  entry (facet, value, product_id, brand_id) as (
    select 'CATEGORY', a.ancestor_id::text, p.product_id, p.brand_id
    from product_row p
    join above a on a.category_id = p.category_id
    where coalesce(p.only_facet, 'CATEGORY') = 'CATEGORY'
    union all
    select 'BRAND', p.brand_id::text, p.product_id, p.brand_id
    from product_row p
    where p.brand_id is not null and coalesce(p.only_facet, 'BRAND') = 'BRAND'
    union all
    select 'AVAILABILITY', 'in-stock', c.product_id, c.brand_id
    from counted c
    where c.available > 0 and coalesce(c.only_facet, 'AVAILABILITY') = 'AVAILABILITY'
    union all
    select 'ATTRIBUTE:' || t.name, v.value, c.product_id, c.brand_id
    from counted c
    cross join lateral jsonb_each(c.attributes) h (name, held)
    join product.attribute t on t.name = h.name and t.facetable
    cross join lateral jsonb_array_elements_text(h.held) v (value)
    where length(v.value) between 1 and 200 -- what a filter takes
      and coalesce(c.only_facet, 'ATTRIBUTE:' || t.name) = 'ATTRIBUTE:' || t.name
    union all
    select 'ANY', '', p.product_id, p.brand_id from product_row p where p.only_facet is null
  ),
  distinct_entry as materialized (
    select distinct e.* from entry e
  ),
  by_brand as (
    select e.facet, e.value, e.brand_id, count(*) as products, min(e.product_id) as holder_id
    from (
      select d.* from distinct_entry d
      union all
      select distinct d.facet, '', d.product_id, d.brand_id from distinct_entry d where d.facet like 'ATTRIBUTE:%'
    ) e
    group by e.facet, e.value, e.brand_id
  )
  select b.facet, b.value,
    sum(case when b.brand_id is null then b.products else least(b.products, facet_counts.max_per_brand) end)::bigint,
    min(b.holder_id)
  from by_brand b
  group by b.facet, b.value;
end
$$
language plpgsql
stable
set search_path = pg_catalog, public, pg_temp
set plan_cache_mode = force_custom_plan;

comment on function product.facet_counts(product.judged_offer[], jsonb, integer) is
  'How many products have a value by an offer that meets every constraint outside the facet, in no order: CATEGORY (a category id, its subtree counted), BRAND (a brand id), AVAILABILITY, ATTRIBUTE:colour and so on. With the value '': ANY, what meets all constraints, and for an attribute what of it has any value. holder_id: the first of these products. groups: of product.gather_candidates. max_per_brand: no brand counts more than that; null: no limit.';

grant execute on function product.facet_counts(product.judged_offer[], jsonb, integer) to trueshelf_api;
