create or replace function api.interpret(
  query_text text,
  claims jsonb default null
)
returns jsonb
as $$
begin
  perform product.set_claims(interpret.claims);
  return product.interpretation(interpret.query_text);
end
$$
language plpgsql
volatile
security definer
set search_path = pg_catalog, public, pg_temp;

comment on function api.interpret(text, jsonb) is
  'What a question is understood to say: text, residue, constraints, preferences, ignored, repairs; each with its span in code points. Raises TSTXT, TSCLM.';

grant execute on function api.interpret(text, jsonb) to trueshelf_gateway;
