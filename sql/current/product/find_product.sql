create or replace function product.find_product(
  key jsonb
)
returns bigint
as $$
declare
  v_product_id bigint;
begin
  select p.product_id into v_product_id
  from product.product p
  where (p.handle = find_product.key ->> 'handle' or p.product_id = (find_product.key ->> 'productId')::bigint)
    and p.status = 'active';
  if not found then
    raise exception using errcode = 'TSNFD',
      message = format('there is no product "%s"', left(coalesce(find_product.key ->> 'handle', find_product.key ->> 'productId'), 100)),
      hint = 'Give the handle or the id of a product of this catalogue.';
  end if;
  return v_product_id;
end
$$
language plpgsql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function product.find_product(jsonb) is
  'The id of an active product by a key that product.check_product_key let pass, under the caller''s row security. Raises TSNFD, alike for what does not exist and what may not be seen.';

grant execute on function product.find_product(jsonb) to trueshelf_api;
