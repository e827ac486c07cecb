create or replace function product.convert_measure(
  amount numeric,
  from_code text,
  to_code text
)
returns numeric
as $$
  -- Nine places: what two thirds of a °F round to is no other temperature then.
  select trim_scale(round((convert_measure.amount * f.factor + f.zero - t.zero) / t.factor, 9))
  from product.unit f
  join product.unit t on t.dimension = f.dimension
  where f.code = convert_measure.from_code and t.code = convert_measure.to_code;
$$
language sql
stable
parallel safe
set search_path = pg_catalog, public, pg_temp;

comment on function product.convert_measure(numeric, text, text) is
  'An amount of one unit in another, both by product.unit.code: (1.5, kg, g) is 1500; to nine places, without trailing zeros. Null where a unit is unknown, or of another dimension.';

grant execute on function product.convert_measure(numeric, text, text) to trueshelf_api;
