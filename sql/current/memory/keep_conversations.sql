create or replace function memory.keep_conversations(
  time_to_live interval
)
returns bigint
as $$
declare
  v_moved bigint;
begin
  update memory.setting s set time_to_live = keep_conversations.time_to_live;
  update memory.conversation c
  set expires_at = c.last_turn_at + keep_conversations.time_to_live
  where c.expires_at <> c.last_turn_at + keep_conversations.time_to_live;
  get diagnostics v_moved = row_count;
  return v_moved;
end
$$
language plpgsql
volatile
security definer
set search_path = pg_catalog, public, pg_temp;

comment on function memory.keep_conversations(interval) is
  'Sets how long a conversation is kept after its last turn, those that are there included, and returns for how many of these the end moved.';

grant execute on function memory.keep_conversations(interval) to trueshelf_api;
