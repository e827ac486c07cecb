create or replace function memory.reserve_turn(
  question text,
  now timestamptz,
  out conversation_id uuid,
  out turn_id uuid
)
as $$
begin
  insert into memory.conversation as c (principal, expires_at)
  values (current_setting('trueshelf.principal'), reserve_turn.now + interval '30 days')
  returning c.conversation_id into reserve_turn.conversation_id;

  insert into memory.turn as t (conversation_id, principal, request_digest, question)
  values (
    reserve_turn.conversation_id,
    current_setting('trueshelf.principal'),
    sha256(convert_to(reserve_turn.question, 'UTF8')),
    reserve_turn.question
  )
  returning t.turn_id into reserve_turn.turn_id;
end
$$
language plpgsql
volatile
set search_path = pg_catalog, public, pg_temp;

comment on function memory.reserve_turn(text, timestamptz) is
  'Begins a conversation of the caller of the moment with this question as its first turn. It expires after 30 days.';

grant execute on function memory.reserve_turn(text, timestamptz) to trueshelf_api;
