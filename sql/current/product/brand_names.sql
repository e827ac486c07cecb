create or replace function product.brand_names(
  brands jsonb
)
returns text
as $$
  select string_agg(b.name, ' or ' order by b.name)
  from product.brand b
  where exists (
    select from jsonb_array_elements_text(brand_names.brands) n (name)
    where lower(n.name) = lower(b.name) or n.name = b.slug
  );
$$
language sql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function product.brand_names(jsonb) is
  'The brands of a filter, given by slug or by name, as "Acme or Nordhem"; null for none.';

grant execute on function product.brand_names(jsonb) to trueshelf_api;
