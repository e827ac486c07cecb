create or replace function product.has_any_attribute(
  held jsonb,
  refused jsonb
)
returns boolean
as $$
  select exists (
    select from jsonb_each(has_any_attribute.refused) r (name, alternatives)
    where has_any_attribute.held -> r.name ?| array(select jsonb_array_elements_text(r.alternatives))
  );
$$
language sql
immutable
parallel safe
set search_path = pg_catalog, public, pg_temp;

comment on function product.has_any_attribute(jsonb, jsonb) is
  'Whether, for any name of refused, held has one of the values. Both in the form of product.variant.attributes.';

grant execute on function product.has_any_attribute(jsonb, jsonb) to trueshelf_api;
