create or replace function product.value_label(
  written text
)
returns text
as $$
  select case
    when value_label.written <> lower(value_label.written) then value_label.written
    when value_label.written ~ '^(?:(?:[0-9]{1,2}x|x{0,4})[sl]|m)$' then upper(value_label.written) -- sizes: xs, 3xl
    else upper(left(value_label.written, 1)) || translate(substr(value_label.written, 2), '_', ' ')
  end;
$$
language sql
immutable
parallel safe;

comment on function product.value_label(text) is
  'A value of an attribute to show: as it is written where that has capitals ("USB-C"), sizes in capitals ("XXL"), else with a first capital ("Pull-on").';

grant execute on function product.value_label(text) to trueshelf_api;
