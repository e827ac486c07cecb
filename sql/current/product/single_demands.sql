create or replace function product.single_demands(
  question product.question
)
returns product.demand[]
as $$
  select coalesce(array_agg(
    product.build_demand(jsonb_build_array(c.value), (single_demands.question).currency, (single_demands.question).as_of)
    order by c.position), '{}')
  from jsonb_array_elements((single_demands.question).interpretation -> 'constraints') with ordinality c (value, position)
  where c.value ->> 'kind' <> 'CURRENT_PRICE';
$$
language sql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function product.single_demands(product.question) is
  'The constraints of a question, CURRENT_PRICE apart, each as a demand of its own, in their order: the bits of product.judged_offer.';

grant execute on function product.single_demands(product.question) to trueshelf_api;
