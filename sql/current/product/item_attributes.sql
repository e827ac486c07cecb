create or replace function product.item_attributes(
  product_id bigint
)
returns jsonb
as $$
  select coalesce(jsonb_agg(jsonb_build_object('name', a.name, 'label', a.label, 'value', a.value) order by a.label, a.name), '[]')
  from product.recorded_attributes(array[item_attributes.product_id]) a;
$$
language sql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function product.item_attributes(bigint) is
  'What is recorded of a product itself, to be read, by label: [{name, label, value}], with its rating and the day it came out; [] where the caller may not see it.';

grant execute on function product.item_attributes(bigint) to trueshelf_api;
