create or replace function embeddings.check_failure(
  name text,
  failure jsonb
)
returns jsonb
as $$
declare
  v_found text;
begin
  if check_failure.failure is null or check_failure.failure = 'null' then
    return null;
  end if;
  v_found := case
    when jsonb_typeof(check_failure.failure) <> 'object' then jsonb_typeof(check_failure.failure)
    when octet_length(check_failure.failure::text) > 10000 then octet_length(check_failure.failure::text) || ' bytes'
    else (
      select min(format('a key "%s"', left(k.key, 100)))
      from jsonb_object_keys(check_failure.failure) k (key)
      where k.key not in ('code', 'message', 'detail', 'hint', 'context', 'attempts', 'at')
    )
  end;
  v_found := coalesce(v_found, (
    select min(format('no text as its "%s"', n.name))
    from unnest(array['code', 'message']) n (name)
    where jsonb_typeof(check_failure.failure -> n.name) is distinct from 'string' or check_failure.failure ->> n.name !~ '\S'
  ));
  if v_found is not null then
    raise exception using errcode = 'TSOPT',
      message = format('%s has or is %s, expected an object {code, message, detail, hint, context} of at most 10000 bytes',
        check_failure.name, v_found),
      hint = 'Pass {"code": "TIMED_OUT", "message": "…"}, and never what a provider answered: it may repeat texts and keys.';
  end if;
  return check_failure.failure;
end
$$
language plpgsql
immutable
set search_path = pg_catalog, public, pg_temp;

comment on function embeddings.check_failure(text, jsonb) is
  'A structured error as given, null where there is none. Raises TSOPT for anything that is not one.';

grant execute on function embeddings.check_failure(text, jsonb) to trueshelf_api;
