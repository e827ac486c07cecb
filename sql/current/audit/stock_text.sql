create or replace function audit.stock_text(
  locations jsonb
)
returns text
as $$
  select string_agg(format('%s %s', l.value ->> 'code', l.value ->> 'available'), ', ' order by l.value ->> 'code')
  from jsonb_array_elements(stock_text.locations) l (value);
$$
language sql
immutable
parallel safe
set search_path = pg_catalog, public, pg_temp;

comment on function audit.stock_text(jsonb) is 'The stock of an evidence item by location, "berlin 3, porto 9"; null where nobody counted.';

grant execute on function audit.stock_text(jsonb) to trueshelf_api;
