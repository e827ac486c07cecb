create or replace function product.spread_audience()
returns trigger
as $$
begin
  -- prepare_product writes the copy, from the restrictions as they are once the product is this transaction's.
  update product.product p
  set audience = p.audience
  where p.product_id in (
    case when tg_op <> 'INSERT' then old.product_id end,
    case when tg_op <> 'DELETE' then new.product_id end
  );
  return null;
end
$$
language plpgsql
set search_path = pg_catalog, public, pg_temp;

comment on function product.spread_audience() is
  'Trigger: carries the restriction rows of a product onto the product itself; a row that moves to another product touches both.';

create or replace trigger spread_audience
  after insert or update or delete on product.audience
  for each row execute function product.spread_audience();
