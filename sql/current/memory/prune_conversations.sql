create or replace function memory.prune_conversations(
  now timestamptz,
  last_turn_before timestamptz,
  at_most integer
)
returns integer
as $$
declare
  v_gone integer;
  v_besides integer := 0;
begin
  -- What a turn holds at this moment is left to the next time.
  delete from memory.conversation c
  where c.conversation_id = any (array(
    select o.conversation_id
    from memory.conversation o
    where o.expires_at <= prune_conversations.now
    order by o.expires_at, o.conversation_id
    limit prune_conversations.at_most
    for update skip locked
  ));
  get diagnostics v_gone = row_count;
  if prune_conversations.last_turn_before < prune_conversations.now and v_gone < prune_conversations.at_most then
    delete from memory.conversation c
    where c.conversation_id = any (array(
      select o.conversation_id
      from memory.conversation o
      where o.last_turn_at < prune_conversations.last_turn_before
      order by o.last_turn_at, o.conversation_id
      limit prune_conversations.at_most - v_gone
      for update skip locked
    ));
    get diagnostics v_besides = row_count;
  end if;
  return v_gone + v_besides;
end
$$
language plpgsql
volatile
security definer
set search_path = pg_catalog, public, pg_temp;

comment on function memory.prune_conversations(timestamptz, timestamptz, integer) is
  'Deletes conversations that have expired, the oldest first, and those whose last turn was before that instant (not before now: none besides), at_most so many, and returns how many.';

grant execute on function memory.prune_conversations(timestamptz, timestamptz, integer) to trueshelf_api;
