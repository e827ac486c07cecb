create or replace function product.keep_sku()
returns trigger
as $$
begin
  if tg_op = 'UPDATE' then
    if old.sku = new.sku then
      return null;
    end if;
    delete from product.sku s where s.sku = old.sku and s.product_id = old.product_id;
  end if;
  insert into product.sku (sku, product_id, variant_id) values (new.sku, new.product_id, new.variant_id);
  return null;
end
$$
language plpgsql
set search_path = pg_catalog, public, pg_temp;

comment on function product.keep_sku() is
  'Trigger: keeps SKUs unique in their key table, in the statement that writes them. Raises unique_violation.';

create or replace trigger keep_sku
  after insert or update of sku on product.variant
  for each row execute function product.keep_sku();
