create or replace function product.estimated_offers(
  demand product.demand
)
returns bigint
as $$
declare
  v_plan json;
begin
  execute 'explain (format json) select from product.qualifying_offers($1) o' into v_plan using estimated_offers.demand;
  return (v_plan #>> '{0,Plan,Plan Rows}')::numeric::bigint;
end
$$
language plpgsql
volatile -- EXPLAIN is refused in a stable function; it reads statistics only
security definer
set search_path = pg_catalog, public, pg_temp
set random_page_cost = 1.1
set plan_cache_mode = force_custom_plan;

comment on function product.estimated_offers(product.demand) is
  'How many offers meet a demand, as the planner estimates it from its statistics: half a millisecond, within some 30 % for bounds of price and stock, a guess for the rest. Chooses a plan, never an answer.';

grant execute on function product.estimated_offers(product.demand) to trueshelf_api;
