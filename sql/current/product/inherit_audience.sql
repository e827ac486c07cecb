create or replace function product.inherit_audience()
returns trigger
as $$
begin
  select p.audience into new.audience from product.product p where p.product_id = new.product_id;
  return new;
end
$$
language plpgsql
set search_path = pg_catalog, public, pg_temp;

comment on function product.inherit_audience() is
  'Trigger: a new fact of a restricted product is restricted from the start, so that row security needs no other table.';

create or replace trigger inherit_audience
  before insert on product.price
  for each row execute function product.inherit_audience();
create or replace trigger inherit_audience
  before insert on product.stock
  for each row execute function product.inherit_audience();
create or replace trigger inherit_audience
  before insert on embeddings.product_embedding
  for each row execute function product.inherit_audience();
