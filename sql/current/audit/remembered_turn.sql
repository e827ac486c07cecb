create or replace function audit.remembered_turn(
  turn_id uuid,
  now timestamptz
)
returns setof memory.turn
as $$
  select t.*
  from memory.turn t
  join memory.conversation c on c.conversation_id = t.conversation_id
  where t.turn_id = remembered_turn.turn_id
    and c.expires_at > remembered_turn.now
    and (t.principal = current_setting('trueshelf.principal', true) or current_setting('trueshelf.role', true) = 'merchant');
$$
language sql
stable
security definer
set search_path = pg_catalog, public, pg_temp;

comment on function audit.remembered_turn(uuid, timestamptz) is
  'The turn of a decision, while its conversation lives, for whoever may read the decision: who asked, and merchants. No row once it is forgotten.';

grant execute on function audit.remembered_turn(uuid, timestamptz) to trueshelf_api;
