create or replace function memory.release_key(
  idempotency_key text
)
returns void
as $$
declare
  v_turn record;
begin
  -- The conversation first, as whoever begins a turn has it.
  perform from memory.conversation c
  where c.conversation_id in (
    select t.conversation_id
    from memory.turn t
    where t.principal = current_setting('trueshelf.principal') and t.idempotency_key = release_key.idempotency_key)
  for update;
  select t.turn_id, t.conversation_id, t.completed_at, t.position = c.turns as is_last into v_turn
  from memory.turn t
  join memory.conversation c on c.conversation_id = t.conversation_id
  where t.principal = current_setting('trueshelf.principal') and t.idempotency_key = release_key.idempotency_key
  for update of t;
  if not found then
    return;
  elsif v_turn.is_last is distinct from true or v_turn.completed_at is not null then
    -- What was said since builds upon it, or it is of a conversation that has expired.
    update memory.turn t set idempotency_key = null where t.turn_id = v_turn.turn_id;
    return;
  end if;
  update memory.fact f
  set superseded_at = null, superseded_turn_id = null, superseded_why = null, superseded_by = null
  where f.superseded_turn_id = v_turn.turn_id;
  delete from memory.turn t where t.turn_id = v_turn.turn_id;
  update memory.conversation c set turns = c.turns - 1 where c.conversation_id = v_turn.conversation_id;
  -- Nobody was told of it.
  delete from memory.conversation c where c.conversation_id = v_turn.conversation_id and c.turns = 0;
end
$$
language plpgsql
volatile
security definer
set search_path = pg_catalog, public, pg_temp;

comment on function memory.release_key(text) is
  'Frees an idempotency key of the caller. Its turn, where it was never completed and is the last of its conversation, is undone with all that it stated, so that whoever still answers it finds nothing to complete; any other stays as it is, without the key.';

grant execute on function memory.release_key(text) to trueshelf_api;
