create or replace function product.facet_brands(
  question product.question,
  counts jsonb
)
returns jsonb
as $$
  with chosen as materialized (
    select product.selected_values(facet_brands.question, 'BRAND') as slugs
  ),
  valued as (
    select b.slug, b.name, coalesce((facet_brands.counts ->> b.brand_id::text)::bigint, 0) as products, b.slug = any (h.slugs) as selected, h.slugs
    from product.brand b
    cross join chosen h
    where facet_brands.counts ? b.brand_id::text or b.slug = any (h.slugs)
  ),
  shown as materialized (
    select v.*, count(*) over () as known
    from valued v
    order by v.selected desc, v.products desc, v.name, v.slug
    limit 20
  )
  select product.facet_frame('BRAND', 'Brand',
    jsonb_agg(jsonb_build_object(
      'value', s.slug, 'label', s.name, 'count', s.products, 'selected', s.selected, 'parent', null, 'min', null, 'max', null,
      'apply', product.refinement(
        facet_brands.question,
        product.filter_with_values((facet_brands.question).filter, 'BRAND', t.slugs),
        case when t.slugs = '{}' then '{BRAND}'::text[] end)
      ) order by s.products desc, s.name, s.slug),
    max(s.known) - count(*))
  from shown s
  cross join lateral (
    select case when s.selected then array_remove(s.slugs, s.slug) else s.slugs || s.slug end as slugs
  ) t
  having count(*) > 0;
$$
language sql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function product.facet_brands(product.question, jsonb) is
  'The facet of brands, at most 20 with most products first; null where there is none. counts: {brand id: products}.';

grant execute on function product.facet_brands(product.question, jsonb) to trueshelf_api;
