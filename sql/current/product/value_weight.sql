create or replace function product.value_weight(
  attribute text,
  value text
)
returns bigint
as $$
  with held as materialized (
    select v.product_id
    from product.variant v
    where v.attributes @> jsonb_build_object(value_weight.attribute, jsonb_build_array(value_weight.value))
      and v.audience is null
  )
  select count(*)
  from (
    select from held h
    join product.product p on p.product_id = h.product_id and p.status = 'active'
    limit 100
  ) example;
$$
language sql
stable
security definer -- under row security the index on attributes is not used
set search_path = pg_catalog, public, pg_temp
set plan_cache_mode = force_generic_plan
set random_page_cost = 1.1;

comment on function product.value_weight(text, text) is
  'How many unrestricted variants of active products have a value in an attribute, up to 100: of several attributes with the value the one is meant that most have.';

grant execute on function product.value_weight(text, text) to trueshelf_api;
