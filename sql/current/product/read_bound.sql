create or replace function product.read_bound(
  given jsonb,
  from_unit text,
  to_unit text,
  place text
)
returns text
as $$
declare
  v_amount numeric;
begin
  if read_bound.given is null then
    return null;
  end if;
  -- Twelve places: an ounce is 28.349523125 g.
  if jsonb_typeof(read_bound.given) not in ('string', 'number')
    or read_bound.given #>> '{}' !~ '^-?[0-9]{1,12}(\.[0-9]{1,12})?$'
  then
    raise exception using errcode = 'TSFLT',
      message = format('%s is %s, expected a number of up to 12 digits and 12 decimals', read_bound.place, left(read_bound.given::text, 60)),
      hint = 'Write it as a decimal string, for example "1.5"; the unit goes beside it.';
  end if;
  v_amount := read_bound.given #>> '{}';
  return trim_scale(case
    when read_bound.from_unit is not distinct from read_bound.to_unit then v_amount
    else product.convert_measure(v_amount, read_bound.from_unit, read_bound.to_unit)
  end)::text;
end
$$
language plpgsql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function product.read_bound(jsonb, text, text, text) is
  'One end of a range out of a filter, given in one unit, as a decimal string in another, both codes of product.unit and of one dimension, or alike; null for none. Raises TSFLT.';

grant execute on function product.read_bound(jsonb, text, text, text) to trueshelf_api;
