create or replace function product.read_amount(
  given jsonb,
  place text
)
returns numeric
as $$
begin
  if read_amount.given is null or read_amount.given = 'null' then
    return null;
  end if;
  if jsonb_typeof(read_amount.given) not in ('string', 'number')
    or read_amount.given #>> '{}' !~ '^[0-9]{1,9}(\.[0-9]{1,4})?$'
  then
    raise exception using errcode = 'TSFLT',
      message = format('%s is %s, expected an amount from 0 to 999999999 with up to 4 decimals',
        read_amount.place, left(read_amount.given::text, 60)),
      hint = format('Write it as a decimal string, for example "%s": "149.99".', read_amount.place);
  end if;
  return (read_amount.given #>> '{}')::numeric;
end
$$
language plpgsql
immutable
set search_path = pg_catalog, public, pg_temp;

comment on function product.read_amount(jsonb, text) is
  'An amount of money out of a filter: a decimal string (a JSON number serves too); null for none. Raises TSFLT.';

grant execute on function product.read_amount(jsonb, text) to trueshelf_api;
