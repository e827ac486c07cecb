create or replace function memory.carried_piece(
  fact jsonb
)
returns jsonb
as $$
  select '{"origin": null}'::jsonb || ((carried_piece.fact -> 'value') - '{currency,words}'::text[]) || jsonb_build_object(
      'source', 'CONVERSATION', 'span', null, 'turn', carried_piece.fact -> 'turn', 'trust', carried_piece.fact -> 'trust')
    -- An amount means what it meant in the answer that it was said for.
    || case when carried_piece.fact #> '{value,filter}' ? 'price' then jsonb_build_object('filter', jsonb_build_object('price',
      jsonb_build_object('currency', carried_piece.fact #> '{value,currency}') || (carried_piece.fact #> '{value,filter,price}')))
      else '{}' end;
$$
language sql
immutable
parallel safe
set search_path = pg_catalog, public, pg_temp;

comment on function memory.carried_piece(jsonb) is
  'A remembered constraint, preference or order as a piece of an interpretation: source CONVERSATION, no span, the turn that said it and its trust. fact: as memory.conversation_state lists it.';

grant execute on function memory.carried_piece(jsonb) to trueshelf_api;
