create or replace function memory.forget_conversation(
  conversation_id uuid
)
returns boolean
as $$
begin
  delete from memory.conversation c
  where c.conversation_id = forget_conversation.conversation_id
    and (c.principal = current_setting('trueshelf.principal', true) or current_setting('trueshelf.role', true) = 'merchant');
  return found;
end
$$
language plpgsql
volatile
security definer
set search_path = pg_catalog, public, pg_temp;

comment on function memory.forget_conversation(uuid) is
  'Deletes a conversation of the caller, or for a merchant anybody''s, with every word of it, and says whether there was one.';

grant execute on function memory.forget_conversation(uuid) to trueshelf_api;
