create or replace function product.keep_handle()
returns trigger
as $$
begin
  if tg_op = 'UPDATE' then
    if old.handle = new.handle then
      return null;
    end if;
    delete from product.product_handle h where h.handle = old.handle and h.product_id = old.product_id;
  end if;
  insert into product.product_handle (handle, product_id) values (new.handle, new.product_id);
  return null;
end
$$
language plpgsql
set search_path = pg_catalog, public, pg_temp;

comment on function product.keep_handle() is
  'Trigger: keeps handles unique in their key table, in the statement that writes them. Raises unique_violation.';

create or replace trigger keep_handle
  after insert or update of handle on product.product
  for each row execute function product.keep_handle();
