create or replace function memory.retold_piece(
  piece jsonb,
  turn jsonb
)
returns jsonb
as $$
  select case when retold_piece.piece ? 'turn' then retold_piece.piece
    else retold_piece.piece - 'alternatives' || jsonb_build_object(
      'source', 'CONVERSATION', 'span', null, 'turn', retold_piece.turn, 'trust', product.with_turn(retold_piece.piece) -> 'trust') end;
$$
language sql
immutable
parallel safe
set search_path = pg_catalog, public, pg_temp;

comment on function memory.retold_piece(jsonb, jsonb) is
  'A piece of an interpretation as a later turn has it that only goes on: what the text of that turn said is remembered.';

grant execute on function memory.retold_piece(jsonb, jsonb) to trueshelf_api;
