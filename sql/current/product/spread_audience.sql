create or replace function product.spread_audience()
returns trigger
as $$
declare
  v_product_id bigint := case tg_op when 'DELETE' then old.product_id else new.product_id end;
begin
  update product.product p
  set audience = (
    select array_agg(a.customer_group order by a.customer_group)
    from product.audience a
    where a.product_id = v_product_id
  )
  where p.product_id = v_product_id;
  return null;
end
$$
language plpgsql
set search_path = pg_catalog, public, pg_temp;

comment on function product.spread_audience() is 'Trigger: carries the restriction rows of a product onto the product itself.';

create or replace trigger spread_audience
  after insert or update or delete on product.audience
  for each row execute function product.spread_audience();
