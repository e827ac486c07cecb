create or replace function product.read_money(
  sign_before text,
  digits text,
  sign_after text,
  default_currency text
)
returns jsonb
as $$
  select jsonb_build_object(
    'amount', (select a.amount::text from product.parse_amount(read_money.digits) a (amount) where a.amount < 1e9), -- as prices are
    'signed', coalesce(read_money.sign_before, read_money.sign_after) is not null,
    'currency', (
      select c.code
      from product.currency c
      where lower(coalesce(read_money.sign_before, read_money.sign_after)) = any (c.signs)
      order by
        c.code = read_money.default_currency desc,
        exists (select from product.price_list l where l.currency = c.code) desc,
        array_position(c.signs, lower(coalesce(read_money.sign_before, read_money.sign_after))),
        c.code
      limit 1
    )
  );
$$
language sql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function product.read_money(text, text, text, text) is
  'An amount with the sign or word before or behind it: {amount, signed, currency}. A sign that several currencies use means the default one, then one with a price list, then the one that lists it first.';

grant execute on function product.read_money(text, text, text, text) to trueshelf_api;
