create or replace function product.turned_bound(
  bound text
)
returns text
as $$
  select case turned_bound.bound
    when 'PRICE_BELOW' then 'PRICE_AT_LEAST' when 'PRICE_AT_MOST' then 'PRICE_ABOVE'
    when 'PRICE_ABOVE' then 'PRICE_AT_MOST' when 'PRICE_AT_LEAST' then 'PRICE_BELOW'
    else turned_bound.bound end;
$$
language sql
immutable
parallel safe;

comment on function product.turned_bound(text) is
  'What a bound (PRICE_BELOW and its like, as product.phrase says them) is where it is denied; one of both sides cannot be turned round and stays as it is.';

grant execute on function product.turned_bound(text) to trueshelf_api;
