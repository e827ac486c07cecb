create or replace function memory.join_values(
  reading jsonb,
  facts jsonb
)
returns jsonb
as $$
  select join_values.reading || jsonb_build_object('constraints', coalesce(jsonb_agg(
    case when v.before is null then c.value
      else jsonb_set(c.value, '{filter,attributes,0,values}', v.before || (c.value #> '{filter,attributes,0,values}')) end
    order by c.position), '[]'))
  from jsonb_array_elements(join_values.reading -> 'constraints') with ordinality c (value, position)
  cross join lateral (
    select jsonb_agg(x.value order by f.position, x.position) as before
    from jsonb_array_elements(join_values.facts) with ordinality f (value, position)
    cross join lateral jsonb_array_elements(f.value #> '{value,filter,attributes,0,values}') with ordinality x (value, position)
    where c.value ->> 'kind' = 'ATTRIBUTE' and c.value #> '{filter,attributes,0}' ? 'values'
      and f.value ->> 'key' = product.constraint_key(c.value) and f.value ->> 'kind' = 'CONSTRAINT'
  ) v;
$$
language sql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function memory.join_values(jsonb, jsonb) is
  'A reading whose demands for attributes begin with the values that facts of the same key hold, as "black or brown" after "in black" and "or in brown".';

grant execute on function memory.join_values(jsonb, jsonb) to trueshelf_api;
