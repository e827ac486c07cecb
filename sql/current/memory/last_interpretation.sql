create or replace function memory.last_interpretation(
  conversation_id uuid
)
returns jsonb
as $$
  select (t.answer #> '{page,interpretation}') || jsonb_build_object(
    'constraints', (
      select coalesce(jsonb_agg(case when c.value ->> 'source' = 'DEFAULT' then c.value else h.held end order by c.position), '[]')
      from jsonb_array_elements(t.answer #> '{page,interpretation,constraints}') with ordinality c (value, position)
      cross join lateral (select memory.held_piece(c.value, s.turn) as held) h),
    'preferences', (
      select coalesce(jsonb_agg(memory.held_piece(p.value, s.turn) order by p.position), '[]')
      from jsonb_array_elements(t.answer #> '{page,interpretation,preferences}') with ordinality p (value, position)),
    'sort', memory.held_piece(nullif(t.answer #> '{page,interpretation,sort}', 'null'), s.turn),
    'ignored', '[]'::jsonb, 'repairs', '[]'::jsonb)
  from memory.turn t
  cross join lateral (select jsonb_build_object('id', t.turn_id, 'position', t.position) as turn) s
  where t.conversation_id = last_interpretation.conversation_id
    and t.move in ('SEARCH', 'REFINE', 'NEW_TOPIC', 'FORGET', 'RESTART', 'MORE') and t.answer #> '{page,items,0}' is not null
  order by t.position desc
  limit 1;
$$
language sql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function memory.last_interpretation(uuid) is
  'The interpretation of the last turn of a conversation that showed products, as a later turn holds to it: every piece remembered, with the turn that said it. Null where none did.';

grant execute on function memory.last_interpretation(uuid) to trueshelf_api;
