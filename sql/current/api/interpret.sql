create or replace function api.interpret(
  query_text text,
  options jsonb default '{}',
  claims jsonb default null
)
returns jsonb
as $$
begin
  perform product.set_claims(interpret.claims);
  return product.interpretation(interpret.query_text, interpret.options);
end
$$
language plpgsql
volatile
security definer
set search_path = pg_catalog, public, pg_temp;

comment on function api.interpret(text, jsonb, jsonb) is
  'What a question is understood to say: text, residue, constraints, preferences, sort, ignored, repairs, model (null: none was asked); each with its span in code points and the row that said so, and with remove, the question without it. options: dismiss, and proposals of a language model. Raises TSTXT, TSOPT, TSCLM.';

grant execute on function api.interpret(text, jsonb, jsonb) to trueshelf_gateway;
