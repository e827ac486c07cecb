create or replace function product.check_keys(
  given jsonb,
  allowed text[],
  place text,
  code text
)
returns void
as $$
declare
  v_unknown text;
begin
  if jsonb_typeof(check_keys.given) is distinct from 'object' then
    raise exception using errcode = check_keys.code,
      message = format('%s is %s, expected an object', check_keys.place, coalesce(jsonb_typeof(check_keys.given), 'missing')),
      hint = case when cardinality(check_keys.allowed) = 0 then 'Give {}: it has no keys.'
        else format('Give a JSON object with any of: %s.', array_to_string(check_keys.allowed, ', ')) end;
  end if;
  select k.key into v_unknown
  from jsonb_object_keys(check_keys.given) k (key)
  where k.key <> all (check_keys.allowed)
  order by k.key
  limit 1;
  if found then
    raise exception using errcode = check_keys.code,
      message = format('%s has the unknown key "%s"', check_keys.place, left(v_unknown, 100)),
      hint = case when cardinality(check_keys.allowed) = 0 then 'Give {}: it has no keys.'
        else format('Known keys: %s.', array_to_string(check_keys.allowed, ', ')) end;
  end if;
end
$$
language plpgsql
immutable
set search_path = pg_catalog, public, pg_temp;

comment on function product.check_keys(jsonb, text[], text, text) is
  'Raises code when given is no object or has a key that is not allowed; the message names the place and the key.';

grant execute on function product.check_keys(jsonb, text[], text, text) to trueshelf_api;
