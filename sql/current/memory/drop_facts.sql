create or replace function memory.drop_facts(
  plan jsonb,
  facts jsonb,
  why text,
  by_place integer default null
)
returns jsonb
as $$
  select drop_facts.plan || jsonb_build_object(
    'superseded', (drop_facts.plan -> 'superseded') || coalesce(
      jsonb_agg(jsonb_build_object('factId', f.value -> 'factId', 'why', drop_facts.why, 'by', drop_facts.by_place) order by f.position)
        filter (where f.is_left), '[]'),
    'supersededFacts', (drop_facts.plan -> 'supersededFacts') || coalesce(
      jsonb_agg((f.value - 'value') || jsonb_build_object('why', drop_facts.why) order by f.position) filter (where f.is_left), '[]'),
    'live', (
      select coalesce(jsonb_agg(l.value order by l.position), '[]')
      from jsonb_array_elements(drop_facts.plan -> 'live') with ordinality l (value, position)
      where not exists (
        select from jsonb_array_elements(drop_facts.facts) d where d -> 'factId' = l.value -> 'factId')))
  from (
    select e.value, e.position, exists (
      select from jsonb_array_elements(drop_facts.plan -> 'live') l where l -> 'factId' = e.value -> 'factId') as is_left
    from jsonb_array_elements(drop_facts.facts) with ordinality e (value, position)
  ) f;
$$
language sql
immutable
parallel safe
set search_path = pg_catalog, public, pg_temp;

comment on function memory.drop_facts(jsonb, jsonb, text, integer) is
  'A plan without some of its live facts: they are listed as superseded, with why and by which of the new facts (their place, from 0; null: none). What it has lost already stays lost for the reason of then.';

grant execute on function memory.drop_facts(jsonb, jsonb, text, integer) to trueshelf_api;
