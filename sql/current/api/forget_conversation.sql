create or replace function api.forget_conversation(
  conversation_id uuid,
  claims jsonb default null
)
returns boolean
as $$
begin
  perform product.set_claims(forget_conversation.claims);
  perform product.check_writable();
  return memory.forget_conversation(forget_conversation.conversation_id);
end
$$
language plpgsql
volatile
security definer
set search_path = pg_catalog, public, pg_temp;

comment on function api.forget_conversation(uuid, jsonb) is
  'Deletes a conversation of the caller, for merchants anybody''s: questions, narrations, facts and the salt of their digests. What the decision log keeps has no words. False where there is none, or it is another''s. Raises TSCLM, TSRDO.';

grant execute on function api.forget_conversation(uuid, jsonb) to trueshelf_gateway, trueshelf_operator;
