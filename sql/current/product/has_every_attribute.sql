create or replace function product.has_every_attribute(
  held jsonb,
  demanded jsonb
)
returns boolean
as $$
  select not exists (
    select from jsonb_each(has_every_attribute.demanded) d (name, alternatives)
    where not coalesce(
      has_every_attribute.held -> d.name ?| array(select jsonb_array_elements_text(d.alternatives)),
      false
    )
  );
$$
language sql
immutable
parallel safe
set search_path = pg_catalog, public, pg_temp;

comment on function product.has_every_attribute(jsonb, jsonb) is
  'Whether, for every name of demanded ({"colour":["black","navy"]}), held has one of the values. Both in the form of product.variant.attributes.';

grant execute on function product.has_every_attribute(jsonb, jsonb) to trueshelf_api;
