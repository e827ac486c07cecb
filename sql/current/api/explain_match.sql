create or replace function api.explain_match(
  product jsonb,
  query_text text default null,
  filter jsonb default '{}',
  options jsonb default '{}',
  query_vector vector default null,
  claims jsonb default null
)
returns jsonb
as $$
begin
  perform product.set_claims(explain_match.claims);
  return product.explain_match(
    explain_match.product, explain_match.query_text, explain_match.filter, explain_match.options, explain_match.query_vector,
    statement_timestamp());
end
$$
language plpgsql
volatile
security definer
set search_path = pg_catalog, public, pg_temp;

comment on function api.explain_match(jsonb, text, jsonb, jsonb, vector, jsonb) is
  'Why one product, {"handle"} or {"productId"}, is or is not in the answer to the question that the other arguments ask as api.search takes them: verdict, reason, rank, score, and its offers held against every constraint. Raises TSNFD, TSTXT, TSFLT, TSCCY, TSOPT, TSVEC, TSFOR, TSCLM; see sql/README.md.';

grant execute on function api.explain_match(jsonb, text, jsonb, jsonb, vector, jsonb) to trueshelf_gateway;
