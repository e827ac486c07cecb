create or replace function product.terms(
  contents text[]
)
returns text[]
as $$
  select coalesce(array_agg(product.term(c.content) order by c.position), '{}')
  from unnest(terms.contents) with ordinality c (content, position);
$$
language sql
immutable
parallel safe
set search_path = pg_catalog, public, pg_temp;

comment on function product.terms(text[]) is 'product.term of each, in the order given.';

grant execute on function product.terms(text[]) to trueshelf_api;
