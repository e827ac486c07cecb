create or replace function audit.bare_error(
  error jsonb
)
returns jsonb
as $$
  -- Messages quote what they found, and that may be a person's words.
  select jsonb_build_object(
    'code', bare_error.error -> 'code',
    'message', regexp_replace(bare_error.error ->> 'message', '"(\\.|[^"\\])*("|$)|“[^”]*(”|$)', '"…"', 'g'))
  where jsonb_typeof(bare_error.error) = 'object';
$$
language sql
immutable
parallel safe;

comment on function audit.bare_error(jsonb) is '{code, message} of an error, with what the message quotes left out. Null where there is no error.';

grant execute on function audit.bare_error(jsonb) to trueshelf_api;
