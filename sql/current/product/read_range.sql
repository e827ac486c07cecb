create or replace function product.read_range(
  given jsonb,
  place text
)
returns jsonb
as $$
declare
  v_name constant text := read_range.given ->> 'name';
  v_at constant text := format('%s[] "%s"', read_range.place, left(v_name, 100));
  v_own constant text := product.attribute_unit(v_name);
  v_type constant text := case v_name when 'weight_grams' then 'number'
    else (select a.type from product.attribute a where a.name = v_name) end;
  v_from text := v_own;
  v_to text := v_own;
  v_dimension text;
  v_units text;
  v_flag text;
  v_min text;
  v_max text;
begin
  if v_type <> 'number' then
    raise exception using errcode = 'TSFLT',
      message = format('%s has a range, but it is an attribute of type %s', v_at, v_type),
      hint = format('Give values: {"name": "%s", "values": ["one", "two"]}. Attributes with numbers: %s.', v_name, (
        select string_agg(n.name, ', ' order by n.position)
        from (
          select 'weight_grams' as name, 0 as position
          union all
          (select a.name, row_number() over (order by a.name) from product.attribute a where a.type = 'number' order by a.name limit 30)
        ) n));
  end if;
  if jsonb_typeof(coalesce(read_range.given -> 'unit', '""')) <> 'string' then
    raise exception using errcode = 'TSFLT',
      message = format('%s has the unit %s, expected a text', v_at, left((read_range.given -> 'unit')::text, 60)),
      hint = 'Give the code or a sign of a unit, for example "unit": "kg".';
  end if;
  -- An attribute may be in what no table knows ("pieces of eight"); then that alone is its unit.
  if read_range.given ? 'unit' and lower(read_range.given ->> 'unit') is distinct from lower(v_own) then
    v_from := product.find_unit(read_range.given ->> 'unit');
    v_to := product.find_unit(v_own);
    select u.dimension into v_dimension from product.unit u where u.code = v_to;
    select 'Units of ' || v_dimension || ': ' || string_agg(u.code, ', ' order by u.factor, u.code) || '.'
    into v_units
    from product.unit u
    where u.dimension = v_dimension;
    if v_from is null then
      raise exception using errcode = 'TSFLT',
        message = format('%s has the unknown unit "%s"', v_at, left(read_range.given ->> 'unit', 60)),
        hint = coalesce(v_units,
          case when v_own is null then 'Its numbers have no unit: leave unit out.' else format('Its numbers are in %s: leave unit out.', v_own) end);
    end if;
    if product.convert_measure(0, v_from, v_to) is null then
      raise exception using errcode = 'TSFLT',
        message = format('%s has the unit "%s", of %s, but is measured in %s', v_at, left(read_range.given ->> 'unit', 60),
          (select u.dimension from product.unit u where u.code = v_from),
          coalesce(v_own || coalesce(', of ' || v_dimension, ''), 'numbers without a unit')),
        hint = coalesce(v_units, 'Leave unit out.');
    end if;
  end if;
  foreach v_flag in array '{minExclusive,maxExclusive}'::text[] loop
    if jsonb_typeof(coalesce(read_range.given -> v_flag, 'true')) <> 'boolean' then
      raise exception using errcode = 'TSFLT',
        message = format('%s has %s %s, expected true or false', v_at, v_flag, left((read_range.given -> v_flag)::text, 60)),
        hint = 'Leave it out for an inclusive bound.';
    end if;
  end loop;
  v_min := product.read_bound(read_range.given -> 'min', v_from, v_to, v_at || '.min');
  v_max := product.read_bound(read_range.given -> 'max', v_from, v_to, v_at || '.max');
  if v_min::numeric > v_max::numeric then
    raise exception using errcode = 'TSFLT',
      message = format('%s.min %s is above its max %s', v_at, read_range.given ->> 'min', read_range.given ->> 'max'),
      hint = 'Swap them, or leave one out.';
  end if;
  return jsonb_strip_nulls(jsonb_build_object(
    'name', v_name, 'min', v_min, 'max', v_max,
    'minExclusive', case when v_min is not null and (read_range.given -> 'minExclusive')::boolean then true end,
    'maxExclusive', case when v_max is not null and (read_range.given -> 'maxExclusive')::boolean then true end));
end
$$
language plpgsql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function product.read_range(jsonb, text) is
  'A range of a number attribute, or of weight_grams, out of a filter: {name, min, max, minExclusive, maxExclusive}, what is not demanded left out, amounts as decimal strings in the attribute''s own unit. Raises TSFLT.';

grant execute on function product.read_range(jsonb, text) to trueshelf_api;
