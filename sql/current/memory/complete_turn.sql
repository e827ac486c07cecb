create or replace function memory.complete_turn(
  turn_id uuid,
  narration text,
  decision_id uuid
)
returns void
as $$
  update memory.turn t
  set narration = complete_turn.narration, decision_id = complete_turn.decision_id
  where t.turn_id = complete_turn.turn_id;
$$
language sql
volatile
set search_path = pg_catalog, public, pg_temp;

comment on function memory.complete_turn(uuid, text, uuid) is 'Adds to a reserved turn what was answered.';

grant execute on function memory.complete_turn(uuid, text, uuid) to trueshelf_api;
