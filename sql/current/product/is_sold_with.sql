create or replace function product.is_sold_with(
  attribute text,
  value text
)
returns boolean
as $$
  with held as materialized (
    select v.product_id
    from product.variant v
    where v.attributes @> jsonb_build_object(is_sold_with.attribute, jsonb_build_array(is_sold_with.value))
      and v.audience is null
  )
  select exists (
    select from held h
    join product.product p on p.product_id = h.product_id and p.status = 'active'
  );
$$
language sql
stable
security definer -- under row security the index on attributes is not used
set search_path = pg_catalog, public, pg_temp
set plan_cache_mode = force_generic_plan
set random_page_cost = 1.1;

comment on function product.is_sold_with(text, text) is
  'Whether an unrestricted variant of an active product has that value in that attribute.';

grant execute on function product.is_sold_with(text, text) to trueshelf_api;
