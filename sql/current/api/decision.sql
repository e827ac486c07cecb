create or replace function api.decision(
  decision_id uuid,
  claims jsonb default null
)
returns jsonb
as $$
begin
  perform product.set_claims(decision.claims);
  return (
    select audit.describe_decision(d, statement_timestamp())
    from audit.decision d
    where d.decision_id = decision.decision_id);
end
$$
language plpgsql
volatile
security definer
set search_path = pg_catalog, public, pg_temp;

comment on function api.decision(uuid, jsonb) is
  'Everything that is kept of one answered or failed question: who asked and when, what was understood, how it was found, what allowed and blocked, the evidence as shown, who spoke, a verdict a sentence, latency, usage, error and feedback. Its words (question, narration, titles) are null once the conversation is forgotten. Null where the caller may see no such decision. Raises TSCLM.';

grant execute on function api.decision(uuid, jsonb) to trueshelf_gateway, trueshelf_operator;
