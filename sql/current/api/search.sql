create or replace function api.search(
  query_text text default null,
  k integer default 10,
  filter jsonb default '{}',
  options jsonb default '{}',
  query_vector vector default null,
  claims jsonb default null
)
returns jsonb
as $$
begin
  perform product.set_claims(search.claims);
  return product.search_page(
    search.query_text, search.k, search.filter, search.options, search.query_vector, statement_timestamp());
end
$$
language plpgsql
volatile
security definer
set search_path = pg_catalog, public, pg_temp;

comment on function api.search(text, integer, jsonb, jsonb, vector, jsonb) is
  'The whole page of an answer as one object: asOf, currency, items (evidence, best first), hasNextPage, total, interpretation, retrieval. Without text, vector and options.like it browses by the filter; a text beside options.like says in what the answer is to differ from that product. Raises TSLIM, TSTXT, TSFLT, TSCCY, TSOPT, TSCUR, TSVEC, TSNFD, TSFOR, TSCLM; see sql/README.md.';

grant execute on function api.search(text, integer, jsonb, jsonb, vector, jsonb) to trueshelf_gateway;
