create or replace function product.inherit_audience()
returns trigger
as $$
begin
  if tg_table_schema = 'product' then
    -- Waits for a restriction that is being written; see product.refresh_offers. A vector is guarded by the offers.
    perform from product.product p where p.product_id = new.product_id for no key update;
  end if;
  select p.audience into new.audience from product.product p where p.product_id = new.product_id;
  return new;
end
$$
language plpgsql
set search_path = pg_catalog, public, pg_temp;

comment on function product.inherit_audience() is
  'Trigger: a fact of a restricted product is restricted from the start and stays so, so that row security needs no other table.';

create or replace trigger inherit_audience
  before insert or update of audience on product.price
  for each row execute function product.inherit_audience();
create or replace trigger inherit_audience
  before insert or update of audience on product.stock
  for each row execute function product.inherit_audience();
create or replace trigger inherit_audience
  before insert or update of audience on product.curation
  for each row execute function product.inherit_audience();
create or replace trigger inherit_audience
  before insert or update of audience on embeddings.product_embedding
  for each row execute function product.inherit_audience();
