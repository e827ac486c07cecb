create or replace function product.with_turn(
  piece jsonb
)
returns jsonb
as $$
  select jsonb_build_object('turn', null, 'trust', case
    when with_turn.piece ->> 'source' in ('ARGUMENT', 'DEFAULT') then 'EXPLICIT'
    when with_turn.piece ->> 'source' = 'MODEL' then 'INFERRED'
    else 'PARSED' end) || (with_turn.piece - 'said');
$$
language sql
immutable
parallel safe;

comment on function product.with_turn(jsonb) is
  'A piece of an interpretation with turn, the turn of the conversation that said it (null: the question itself), and trust, how far it is believed: EXPLICIT (an argument), PARSED (the rules), INFERRED (a language model). Null for null.';

grant execute on function product.with_turn(jsonb) to trueshelf_api;
