create or replace function memory.is_figures(
  given jsonb,
  allowed text[]
)
returns boolean
as $$
  select case
    when coalesce(jsonb_typeof(is_figures.given), '') <> 'object' then false
    else not exists (
      select
      from jsonb_each(is_figures.given) f
      where f.key <> all (is_figures.allowed) or case
        when jsonb_typeof(f.value) <> 'number' then true
        else f.value::numeric not between 0 and 1e12 end)
  end;
$$
language sql
immutable
parallel safe
set search_path = pg_catalog, public, pg_temp;

comment on function memory.is_figures(jsonb, text[]) is 'Whether given is an object of these keys only, each with a number from 0 to 1e12.';

grant execute on function memory.is_figures(jsonb, text[]) to trueshelf_api;
