create or replace function memory.without_refused(
  reading jsonb,
  refused jsonb
)
returns jsonb
as $$
  with said as (
    select c.value, c.position, r.value as refused
    from jsonb_array_elements(without_refused.reading -> 'constraints') with ordinality c (value, position)
    left join jsonb_array_elements(without_refused.refused) r (value)
      on r.value ->> 'trust' = 'INFERRED' and c.value ->> 'source' = 'MODEL' and r.value #> '{value,filter}' = c.value -> 'filter'
  )
  select case when without_refused.refused = '[]' then without_refused.reading else without_refused.reading || jsonb_build_object(
    'constraints', coalesce(jsonb_agg(s.value order by s.position) filter (where s.refused is null), '[]'),
    'ignored', (without_refused.reading -> 'ignored') || coalesce(jsonb_agg(
      product.left_aside(s.value, 'OVERRIDDEN', s.refused ->> 'key', format(
        'a language model took it for a demand, but turn %s said otherwise, in words that the rules read', s.refused #>> '{turn,position}'))
      order by s.position) filter (where s.refused is not null), '[]')) end
  from said s;
$$
language sql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function memory.without_refused(jsonb, jsonb) is
  'A reading without the proposals of a language model that go against what the rules read at an earlier turn; they are ignored, with the reason. refused: of memory.hold_facts.';

grant execute on function memory.without_refused(jsonb, jsonb) to trueshelf_api;
