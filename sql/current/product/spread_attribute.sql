create or replace function product.spread_attribute()
returns trigger
as $$
declare
  v_name text := case tg_op when 'DELETE' then old.name else new.name end;
begin
  update product.variant v
  set options = v.options
  from product.product p
  where p.product_id = v.product_id
    and (p.attributes ? v_name or v.options ? v_name);
  return null;
end
$$
language plpgsql
set search_path = pg_catalog, public, pg_temp;

comment on function product.spread_attribute() is
  'Trigger on a reference table: a newly registered attribute can be filtered by at once. A sharded install leaves it out and touches the variants itself.';

create or replace trigger spread_attribute
  after insert or delete on product.attribute
  for each row execute function product.spread_attribute();
