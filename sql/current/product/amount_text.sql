create or replace function product.amount_text(
  amount numeric,
  currency text
)
returns text
as $$
  select round(
    amount_text.amount,
    greatest(
      scale(trim_scale(amount_text.amount)),
      coalesce((select c.minor_units from product.currency c where c.code = amount_text.currency), 2)
    )
  )::text;
$$
language sql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function product.amount_text(numeric, text) is
  'An amount as it travels: a decimal string with at least the currency''s minor units, "129.00". Null for null.';

grant execute on function product.amount_text(numeric, text) to trueshelf_api;
