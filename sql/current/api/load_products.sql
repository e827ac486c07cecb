create or replace function api.load_products(
  product_ids bigint[] default null,
  handles text[] default null,
  skus text[] default null,
  claims jsonb default null
)
returns jsonb
as $$
begin
  perform product.set_claims(load_products.claims);
  return product.product_rows(load_products.product_ids, load_products.handles, load_products.skus);
end
$$
language plpgsql
volatile
security definer
set search_path = pg_catalog, public, pg_temp;

comment on function api.load_products(bigint[], text[], text[], jsonb) is
  'Active products by id, handle or SKU, with brand and category path, ordered by id; what the caller may not see is absent. Raises TSLIM above 1000 keys, TSCLM.';

grant execute on function api.load_products(bigint[], text[], text[], jsonb) to trueshelf_gateway;
