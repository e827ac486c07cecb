create or replace function product.attribute_label(
  name text
)
returns text
as $$
  select case attribute_label.name
    when 'weight_grams' then 'weight'
    else coalesce((select lower(a.label) from product.attribute a where a.name = attribute_label.name), attribute_label.name)
  end;
$$
language sql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function product.attribute_label(text) is 'An attribute''s label in lower case; weight_grams, which every variant may have, is the weight.';

grant execute on function product.attribute_label(text) to trueshelf_api;
