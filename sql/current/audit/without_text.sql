create or replace function audit.without_text(
  interpretation jsonb
)
returns jsonb
as $$
  -- A row that said so is vocabulary, but where a typo was mended its name has the word as it was typed; of what an earlier
  -- turn said it is not known which it was.
  with part as (
    select p.name, e.value, e.position
    from (values ('constraints'), ('preferences')) p (name)
    cross join lateral jsonb_array_elements(without_text.interpretation -> p.name) with ordinality e (value, position)
    union all
    select 'sort', without_text.interpretation -> 'sort', 1
    where jsonb_typeof(without_text.interpretation -> 'sort') = 'object'
  ),
  bare as (
    select p.name, p.position,
      (p.value #- '{span,text}') - '{remove,alternatives}'::text[]
        - case when p.value ->> 'source' in ('REPAIR', 'MODEL', 'CONVERSATION') then 'origin' else '' end as value
    from part p
  )
  select jsonb_build_object(
    'constraints', (select coalesce(jsonb_agg(b.value order by b.position), '[]') from bare b where b.name = 'constraints'),
    'preferences', (select coalesce(jsonb_agg(b.value order by b.position), '[]') from bare b where b.name = 'preferences'),
    'sort', (select b.value from bare b where b.name = 'sort'),
    'ignored', (
      select coalesce(jsonb_agg(jsonb_build_object('span',
        case when jsonb_typeof(g.value -> 'span') = 'object' then (g.value -> 'span') - 'text' end) order by g.position), '[]')
      from jsonb_array_elements(without_text.interpretation -> 'ignored') with ordinality g (value, position)));
$$
language sql
immutable
parallel safe;

comment on function audit.without_text(jsonb) is
  'An interpretation with its typed constraints, preferences, sort and spans but none of the words, which may identify a person.';

grant execute on function audit.without_text(jsonb) to trueshelf_api;
