create or replace function product.spread_reference_name()
returns trigger
as $$
begin
  if old.name is distinct from new.name then
    if tg_table_name = 'brand' then
      update product.product p set brand_id = p.brand_id where p.brand_id = new.brand_id;
    else
      update product.product p set category_id = p.category_id where p.category_id = new.category_id;
    end if;
  end if;
  return null;
end
$$
language plpgsql
set search_path = pg_catalog, public, pg_temp;

comment on function product.spread_reference_name() is
  'Trigger on reference tables: a renamed brand or category changes the words and the meaning of its products. A sharded install leaves it out (it writes many shards) and touches the products itself.';

create or replace trigger spread_reference_name
  after update of name on product.brand
  for each row execute function product.spread_reference_name();
create or replace trigger spread_reference_name
  after update of name on product.category
  for each row execute function product.spread_reference_name();
