create or replace function memory.lift_exclusions(
  plan jsonb,
  reading jsonb
)
returns jsonb
as $$
  with lifted as (
    select l.value as fact, c.value as piece, l.position
    from jsonb_array_elements(lift_exclusions.plan -> 'live') with ordinality l (value, position)
    join jsonb_array_elements((lift_exclusions.reading -> 'constraints') || (lift_exclusions.reading -> 'preferences')) c (value)
      on l.value ->> 'key' = 'EXCLUDE_' || product.constraint_key(c.value)
    where l.value ->> 'trust' <> 'EXPLICIT' and not (lift_exclusions.plan -> 'gone') ? (l.value ->> 'factId')
      and product.is_contradicted(l.value -> 'value', jsonb_build_array(c.value))
      and not exists (
        select from jsonb_array_elements(lift_exclusions.plan -> 'live') h
        where h ->> 'kind' = 'CONSTRAINT' and h ->> 'key' = product.constraint_key(c.value))
  )
  select jsonb_build_object(
    'plan', case when exists (select from lifted) then memory.drop_facts(lift_exclusions.plan, (
        select jsonb_agg(distinct f.fact) from lifted f), 'FORGOTTEN')
      else lift_exclusions.plan end,
    'reading', case when exists (select from lifted) then lift_exclusions.reading || jsonb_build_object('constraints', (
        select coalesce(jsonb_agg(c.value order by c.position), '[]')
        from jsonb_array_elements(lift_exclusions.reading -> 'constraints') with ordinality c (value, position)
        where not exists (select from lifted f where f.piece = c.value)))
      else lift_exclusions.reading end);
$$
language sql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function memory.lift_exclusions(jsonb, jsonb) is
  'What comes of "or in black" after "not black" where no other colour is demanded, {plan, reading}: black is no longer excluded, and not demanded either. plan and reading as they are where nothing of the kind is said.';

grant execute on function memory.lift_exclusions(jsonb, jsonb) to trueshelf_api;
