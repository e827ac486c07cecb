create or replace function memory.takes_place(
  said jsonb,
  fact jsonb,
  also boolean
)
returns boolean
as $$
  select case
    -- "or in brown" joins what was said; "not wool" after "not leather" too, which excludes another thing.
    when takes_place.said ->> 'key' = takes_place.fact ->> 'key' then
      takes_place.said ->> 'key' not like 'EXCLUDE%' and not (takes_place.also and takes_place.said #> '{value,filter}' is not null
        -- A bound has no second value: "also under $200" says another one.
        and takes_place.said ->> 'key' not like 'PRICE%')
    -- Amounts are never converted: a bound in another currency leaves nothing of those before.
    when takes_place.said ->> 'key' like 'PRICE%' and takes_place.fact ->> 'key' like 'PRICE%'
      and takes_place.said #> '{value,currency}' <> takes_place.fact #> '{value,currency}'
    then true
    -- "or in black" after "not black" takes that back, and nothing else.
    when takes_place.also and takes_place.fact ->> 'key' not like 'EXCLUDE%' then false
    when takes_place.said ->> 'kind' = 'SORT' or takes_place.fact ->> 'kind' in ('SORT', 'TOPIC') then false
    -- "red ones" after "in black", whichever of them is a demand.
    else product.is_contradicted(takes_place.fact -> 'value', jsonb_build_array(takes_place.said -> 'value'))
  end;
$$
language sql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function memory.takes_place(jsonb, jsonb, boolean) is
  'Whether what is said now ({kind, key, value}) takes the place of a fact: it has the same key, or leaves nothing of it. also: it was said to hold beside what was said before, so that only what excludes it goes. Raises TSFLT where a value of either is no more.';

grant execute on function memory.takes_place(jsonb, jsonb, boolean) to trueshelf_api;
