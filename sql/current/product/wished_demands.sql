create or replace function product.wished_demands(
  question product.question
)
returns product.demand[]
as $$
  select array_agg(
    product.build_demand(jsonb_build_array(p.value), (wished_demands.question).currency, (wished_demands.question).as_of)
    order by p.position)
  from jsonb_array_elements((wished_demands.question).interpretation -> 'preferences') with ordinality p (value, position)
  where p.value ->> 'kind' in ('ATTRIBUTE', 'BRAND', 'CATEGORY');
$$
language sql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function product.wished_demands(product.question) is
  'The bare words of a question, each as the demand that it would be if it were a constraint, in their order; null for none. What an offer meets of them moves it up, and turns nothing away.';

grant execute on function product.wished_demands(product.question) to trueshelf_api;
