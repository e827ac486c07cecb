create or replace function memory.reserve_turn(
  conversation_id uuid,
  now timestamptz
)
returns memory.conversation
as $$
declare
  v_conversation memory.conversation;
  v_expires_at constant timestamptz := reserve_turn.now + (select s.time_to_live from memory.setting s);
begin
  if reserve_turn.conversation_id is null then
    insert into memory.conversation as c (principal, created_at, expires_at, turns, last_turn_at)
    values (current_setting('trueshelf.principal'), reserve_turn.now, v_expires_at, 1, reserve_turn.now)
    returning c.* into v_conversation;
  else
    -- Of two turns at once the second waits here until the first has begun.
    update memory.conversation c
    set turns = c.turns + 1, last_turn_at = reserve_turn.now, expires_at = v_expires_at
    where c.conversation_id = reserve_turn.conversation_id
      and c.principal = current_setting('trueshelf.principal') and c.expires_at > reserve_turn.now
    returning c.* into v_conversation;
  end if;
  return v_conversation;
end
$$
language plpgsql
volatile
set search_path = pg_catalog, public, pg_temp;

comment on function memory.reserve_turn(uuid, timestamptz) is
  'Locks a conversation of the caller for the rest of the transaction, or begins one (null), and returns its row: turns is the position of the new turn. All null where the caller has no such conversation, or it has expired.';

grant execute on function memory.reserve_turn(uuid, timestamptz) to trueshelf_api;
