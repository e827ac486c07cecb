create or replace function memory.has_memory(
  state jsonb
)
returns boolean
as $$
  select coalesce(jsonb_typeof(has_memory.state -> 'list') = 'object'
    or jsonb_typeof(has_memory.state -> 'focus') = 'object'
    or jsonb_path_exists(has_memory.state, '$.facts[*]'), false);
$$
language sql
immutable
parallel safe
set search_path = pg_catalog, public, pg_temp;

comment on function memory.has_memory(jsonb) is
  'Whether anything of a conversation can be spoken of: a fact that holds, or a row that was shown. False for null.';

grant execute on function memory.has_memory(jsonb) to trueshelf_api;
