create or replace function memory.set_aside(
  plan jsonb
)
returns jsonb
as $$
  select set_aside.plan || jsonb_build_object(
    'gone', coalesce(jsonb_agg(f.fact -> 'factId' order by f.position), '[]'),
    'aside', coalesce(jsonb_agg(product.left_aside(
      memory.carried_piece(f.fact), 'NOT_POSSIBLE', f.fact ->> 'key', format('this was asked for at turn %s, and %s any more', f.fact #>> '{turn,position}', f.fault))
      order by f.position), '[]'))
  from (
    select l.value as fact, l.position, product.filter_fault(l.value #> '{value,filter}') as fault
    from jsonb_array_elements(set_aside.plan -> 'live') with ordinality l (value, position)
    where jsonb_typeof(l.value #> '{value,filter}') = 'object'
  ) f
  where f.fault is not null;
$$
language sql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function memory.set_aside(jsonb) is
  'A plan with gone, the ids of live facts that cannot hold now since the catalogue has a value of theirs no more, and aside, those facts as ignored pieces with the reason.';

grant execute on function memory.set_aside(jsonb) to trueshelf_api;
