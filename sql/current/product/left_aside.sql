create or replace function product.left_aside(
  piece jsonb,
  kind text,
  key text,
  reason text
)
returns jsonb
as $$
  select jsonb_build_object(
    'span', left_aside.piece -> 'span', 'kind', left_aside.kind, 'key', left_aside.key, 'reason', left_aside.reason
  ) || case when left_aside.piece ? 'turn'
    then jsonb_build_object('turn', left_aside.piece -> 'turn', 'label', left_aside.piece -> 'said') else '{}' end;
$$
language sql
immutable
parallel safe
set search_path = pg_catalog, public, pg_temp;

comment on function product.left_aside(jsonb, text, text, text) is
  'A piece of an interpretation as an ignored one. Of a remembered piece, which has no span, turn and label say what it was.';

grant execute on function product.left_aside(jsonb, text, text, text) to trueshelf_api;
