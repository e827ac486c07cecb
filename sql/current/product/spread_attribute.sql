create or replace function product.spread_attribute()
returns trigger
as $$
declare
  v_names text[] := array_remove(array[
    case when tg_op <> 'INSERT' then old.name end,
    case when tg_op <> 'DELETE' then new.name end], null);
begin
  -- A variant being written knows nothing of this change, nor this of it: one waits for the other.
  lock table product.variant in share row exclusive mode;
  update product.variant v
  set options = v.options
  from product.product p
  where p.product_id = v.product_id
    and (p.attributes ?| v_names or v.options ?| v_names);
  return null;
end
$$
language plpgsql
set search_path = pg_catalog, public, pg_temp;

comment on function product.spread_attribute() is
  'Trigger on a reference table: a newly registered or renamed attribute can be filtered by at once. A sharded install leaves it out and touches the variants itself.';

create or replace trigger spread_attribute
  after insert or update of name or delete on product.attribute
  for each row execute function product.spread_attribute();
