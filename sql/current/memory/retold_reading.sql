create or replace function memory.retold_reading(
  reading jsonb,
  question text,
  turn jsonb,
  state jsonb
)
returns jsonb
as $$
  select retold_reading.reading - '{model,proposals,filterTurns}'::text[] || jsonb_build_object(
    'text', retold_reading.question,
    -- In the order that product.merge_constraints would have put them in: cursors know preferences by their ids.
    'constraints', (
      select coalesce(jsonb_agg(memory.retold_piece(c.value, retold_reading.turn) order by (c.value #>> '{span,start}')::integer, c.position), '[]')
      from jsonb_array_elements(retold_reading.reading -> 'constraints') with ordinality c (value, position)
      -- That an argument went before it was said when it was said.
      where not exists (
        select from jsonb_array_elements(retold_reading.state -> 'facts') f
        where f ->> 'trust' = 'EXPLICIT' and f ->> 'key' = product.constraint_key(c.value))),
    'preferences', (
      select coalesce(jsonb_agg(memory.retold_piece(p.value, retold_reading.turn) order by (p.value #>> '{span,start}')::integer, p.position), '[]')
      from jsonb_array_elements(retold_reading.reading -> 'preferences') with ordinality p (value, position)),
    'sort', memory.retold_piece(nullif(retold_reading.reading -> 'sort', 'null'), retold_reading.turn),
    'ignored', '[]'::jsonb)
  || coalesce((
    select jsonb_build_object('filterTurns', jsonb_object_agg(f.value ->> 'key', f.value -> 'turn'))
    from jsonb_array_elements(retold_reading.state -> 'facts') f (value)
    where f.value ->> 'trust' = 'EXPLICIT'
    having count(*) > 0), '{}');
$$
language sql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function memory.retold_reading(jsonb, text, jsonb, jsonb) is
  'The reading of an earlier turn for another question that only goes on with it: what that turn said is remembered now.';

grant execute on function memory.retold_reading(jsonb, text, jsonb, jsonb) to trueshelf_api;
