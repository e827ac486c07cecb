create or replace function product.public_demand(
  now timestamptz
)
returns product.demand
as $$
declare
  v_demand product.demand;
begin
  v_demand.as_of := public_demand.now;
  v_demand.sees_all := false;
  select l.price_list_id into v_demand.price_list_id
  from product.price_list l
  where l.customer_group is null
  order by l.is_default desc, l.price_list_id
  limit 1;
  return v_demand;
end
$$
language plpgsql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function product.public_demand(timestamptz) is
  'What anybody may buy at an instant: a price of the default public list, and no other demand. In a shop without public lists nothing meets it.';

grant execute on function product.public_demand(timestamptz) to trueshelf_api;
