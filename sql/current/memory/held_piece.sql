create or replace function memory.held_piece(
  piece jsonb,
  turn jsonb
)
returns jsonb
as $$
  select held_piece.piece || jsonb_build_object(
    'source', 'CONVERSATION', 'span', null,
    'turn', coalesce(nullif(held_piece.piece -> 'turn', 'null'), held_piece.turn));
$$
language sql
immutable
parallel safe
set search_path = pg_catalog, public, pg_temp;

comment on function memory.held_piece(jsonb, jsonb) is
  'A piece of an answer''s interpretation as a later turn holds to it: remembered, of the turn given unless an earlier one said it. Null for null.';

grant execute on function memory.held_piece(jsonb, jsonb) to trueshelf_api;
