create or replace function api.similar_to(
  product_ids bigint[],
  k integer default 5,
  filter jsonb default '{}',
  options jsonb default '{}',
  claims jsonb default null
)
returns jsonb
as $$
begin
  perform product.set_claims(similar_to.claims);
  return product.similar_pages(
    similar_to.product_ids, similar_to.k, similar_to.filter, similar_to.options, statement_timestamp());
end
$$
language plpgsql
volatile
security definer
set search_path = pg_catalog, public, pg_temp;

comment on function api.similar_to(bigint[], integer, jsonb, jsonb, jsonb) is
  'For each of at most 100 products what is similar to it, or with {"relation": "COMPLEMENT"} what goes with it: {"<product id>": {asOf, currency, items}}, items as in api.search, at most k, never the product itself nor what is sold out. Ids that the caller may not see have no member. options: relation (SIMILAR), asOf, currency. Raises TSLIM, TSFLT, TSCCY, TSOPT, TSFOR, TSCLM.';

grant execute on function api.similar_to(bigint[], integer, jsonb, jsonb, jsonb) to trueshelf_gateway;
