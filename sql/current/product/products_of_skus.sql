create or replace function product.products_of_skus(
  skus text[]
)
returns bigint[]
as $$
  select coalesce(array_agg(distinct s.product_id), '{}') from product.sku s where s.sku = any (products_of_skus.skus);
$$
language sql
stable
security definer
set search_path = pg_catalog, public, pg_temp;

comment on function product.products_of_skus(text[]) is
  'Ids of the products with these SKUs, whoever may see them; callers join them to row-secured tables.';

grant execute on function product.products_of_skus(text[]) to trueshelf_api;
