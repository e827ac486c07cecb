create or replace function audit.count_text(
  total jsonb
)
returns text
as $$
  select case when (count_text.total -> 'exact')::boolean then '' else 'at least ' end || (count_text.total ->> 'value');
$$
language sql
immutable
parallel safe
set search_path = pg_catalog, public, pg_temp;

comment on function audit.count_text(jsonb) is 'A total of a page as people read it: "12", "at least 200".';

grant execute on function audit.count_text(jsonb) to trueshelf_api;
