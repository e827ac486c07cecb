create or replace function api.status(
  format text default 'text'
)
returns text
as $$
declare
  v_status jsonb;
begin
  if status.format is null or status.format not in ('text', 'json') then
    raise exception using errcode = 'TSOPT',
      message = pg_catalog.format('the format is %s, expected text or json', coalesce('"' || left(status.format, 60) || '"', 'null')),
      hint = 'select api.status(); is for people, select api.status(''json'')::jsonb; for programs.';
  end if;
  v_status := product.operator_status(statement_timestamp());
  return case status.format when 'json' then v_status::text else product.operator_status_text(v_status) end;
end
$$
language plpgsql
stable
security definer
set search_path = pg_catalog, public, pg_temp;

comment on function api.status(text) is
  'How the shop does, for the people who run it: the server (a standby says how far behind it is), the size of the catalogue, every model in use with its coverage, backlog and lag, what is parked and why, and the long work. ''text'' for people, ''json'' the same as one object. Changes nothing. Raises TSOPT.';

grant execute on function api.status(text) to trueshelf_operator;
