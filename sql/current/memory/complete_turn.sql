create or replace function memory.complete_turn(
  turn_id uuid,
  decision_id uuid,
  answer jsonb,
  now timestamptz
)
returns void
as $$
  update memory.turn t
  set decision_id = complete_turn.decision_id,
    answer = complete_turn.answer,
    narration = complete_turn.answer #>> '{narration,text}',
    completed_at = complete_turn.now
  where t.turn_id = complete_turn.turn_id;
$$
language sql
volatile
set search_path = pg_catalog, public, pg_temp;

comment on function memory.complete_turn(uuid, uuid, jsonb, timestamptz) is
  'Adds to a turn what was answered in the end: its decision, and the whole answer as it was sent.';

grant execute on function memory.complete_turn(uuid, uuid, jsonb, timestamptz) to trueshelf_api;
