create or replace function product.stock_by_location(
  product_id bigint,
  variant_id bigint
)
returns jsonb
as $$
  select coalesce(
    jsonb_agg(jsonb_build_object('code', l.code, 'name', l.name, 'available', s.available) order by l.code collate "C"),
    '[]')
  from product.stock s
  join product.location l on l.location_id = s.location_id
  where s.product_id = stock_by_location.product_id
    and s.variant_id = stock_by_location.variant_id;
$$
language sql
stable
parallel safe
set search_path = pg_catalog, public, pg_temp;

comment on function product.stock_by_location(bigint, bigint) is
  'What of a variant can be sold where: [{code, name, available}] by code, also where nothing is left; [] where no stock is recorded or the caller may see none.';

grant execute on function product.stock_by_location(bigint, bigint) to trueshelf_api;
