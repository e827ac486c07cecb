create or replace function memory.names_product(
  question text
)
returns boolean
as $$
  select exists (select from product.exact_matches(product.normalise_question(names_product.question)));
$$
language sql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function memory.names_product(text) is
  'Whether a question is the title, handle or SKU of a product that the caller may see, whatever else it could say.';

grant execute on function memory.names_product(text) to trueshelf_api;
