create or replace function product.check_product_key(
  key jsonb,
  place text,
  example jsonb
)
returns void
as $$
begin
  perform product.check_keys(check_product_key.key, '{handle,productId}', check_product_key.place, 'TSOPT');
  if num_nonnulls(check_product_key.key ->> 'handle', check_product_key.key ->> 'productId') <> 1
    or coalesce(check_product_key.key ->> 'productId', '1') !~ '^[0-9]{1,18}$'
  then
    raise exception using errcode = 'TSOPT',
      message = format('%s is %s, expected either a handle or a product id', check_product_key.place, left(check_product_key.key::text, 100)),
      hint = format('For example %s.', check_product_key.example);
  end if;
end
$$
language plpgsql
immutable
set search_path = pg_catalog, public, pg_temp;

comment on function product.check_product_key(jsonb, text, jsonb) is
  'Raises TSOPT unless a product is named by {"handle"} or {"productId"}, one of them. place: how the message names it; example: what the hint shows.';

grant execute on function product.check_product_key(jsonb, text, jsonb) to trueshelf_api;
