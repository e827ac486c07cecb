create or replace function api.conversation(
  conversation_id uuid,
  claims jsonb default null
)
returns jsonb
as $$
begin
  perform product.set_claims(conversation.claims);
  return memory.describe_conversation(conversation.conversation_id, statement_timestamp());
end
$$
language plpgsql
volatile
security definer
set search_path = pg_catalog, public, pg_temp;

comment on function api.conversation(uuid, jsonb) is
  'What is remembered of a conversation of the caller: {id, createdAt, expiresAt, facts: [{factId, kind, key, label, trust, turn}], turns: [{id, position, move, question, askedAt, narration, decisionId}]}, the last 200 turns in their order; decisionId null: a model is still speaking, or whoever asked left. Null where the caller has no such conversation, or it has expired or was forgotten. Raises TSCLM.';

grant execute on function api.conversation(uuid, jsonb) to trueshelf_gateway;
