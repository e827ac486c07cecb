create or replace function product.format_money(
  amount numeric,
  currency text
)
returns text
as $$
  select c.prefix || to_char(format_money.amount,
    case
      when c.minor_units = 0 then 'FM999,999,990'
      else 'FM999,999,990.' || repeat('0', greatest(c.minor_units, least(4, scale(trim_scale(format_money.amount)))))
    end)
  from product.currency c
  where c.code = format_money.currency;
$$
language sql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function product.format_money(numeric, text) is 'An amount as a shopper reads it: $1,299.00. Null for an unknown currency.';

grant execute on function product.format_money(numeric, text) to trueshelf_api;
