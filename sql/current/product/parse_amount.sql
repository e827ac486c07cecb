create or replace function product.parse_amount(
  written text
)
returns numeric
as $$
  -- Digits with points and commas. The last separator is the decimal one if it differs from the others or if one or two
  -- digits follow it; three digits after it make it a thousands separator ("1,299", "1.299", "1,299,000").
  select case
    when length(parse_amount.written) > 20 then null
    when parse_amount.written ~ '^\d+$' then parse_amount.written::numeric
    when parse_amount.written ~ '^\d{1,3}(,\d{3})+(\.\d{1,4})?$' then replace(parse_amount.written, ',', '')::numeric
    when parse_amount.written ~ '^\d{1,3}(\.\d{3})+(,\d{1,4})?$' then
      replace(replace(parse_amount.written, '.', ''), ',', '.')::numeric
    when parse_amount.written ~ '^\d+[.,]\d{1,2}$' then replace(parse_amount.written, ',', '.')::numeric
  end;
$$
language sql
immutable
parallel safe;

comment on function product.parse_amount(text) is
  'An amount as people write it, in either style of separators; null where it is none.';

grant execute on function product.parse_amount(text) to trueshelf_api;
