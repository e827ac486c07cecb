create or replace function product.attribute_unit(
  name text
)
returns text
as $$
  select case attribute_unit.name
    when 'weight_grams' then 'g'
    else (select a.unit from product.attribute a where a.name = attribute_unit.name)
  end;
$$
language sql
stable
parallel safe
set search_path = pg_catalog, public, pg_temp;

comment on function product.attribute_unit(text) is
  'The unit that an attribute''s values are in, as it is registered; g for weight_grams; null for none.';

grant execute on function product.attribute_unit(text) to trueshelf_api;
