create or replace function product.measure_label(
  name text,
  amount numeric
)
returns text
as $$
  select case measure_label.name
    when 'weight_grams' then product.format_weight(measure_label.amount)
    -- 10 ft are 304.8 cm, but 10 cm are 0.328083990 ft.
    else concat_ws(' ', trim_scale(round(measure_label.amount, case when abs(measure_label.amount) < 1 then 6 else 3 end)), product.attribute_unit(measure_label.name))
  end;
$$
language sql
stable
parallel safe
set search_path = pg_catalog, public, pg_temp;

comment on function product.measure_label(text, numeric) is
  'An amount of a number attribute, in its own unit, as a shopper reads it: "24 l", "1.2 kg" for weight_grams, "4" where it has no unit.';

grant execute on function product.measure_label(text, numeric) to trueshelf_api;
