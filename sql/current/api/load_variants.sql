create or replace function api.load_variants(
  product_ids bigint[],
  claims jsonb default null
)
returns jsonb
as $$
begin
  perform product.set_claims(load_variants.claims);
  return product.variant_rows(load_variants.product_ids);
end
$$
language plpgsql
volatile
security definer
set search_path = pg_catalog, public, pg_temp;

comment on function api.load_variants(bigint[], jsonb) is
  'Every variant of these products, ordered by product and variant id; of what the caller may not see, none. Raises TSLIM above 1000 products, TSCLM.';

grant execute on function api.load_variants(bigint[], jsonb) to trueshelf_gateway;
