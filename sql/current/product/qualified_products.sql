create or replace function product.qualified_products(
  demand product.demand,
  offer_limit bigint
)
returns bigint[]
as $$
declare
  v_product_ids bigint[];
  v_offers bigint;
begin
  select array_agg(distinct q.product_id), count(*)
  into v_product_ids, v_offers
  from (
    select o.product_id
    from product.qualifying_offers(qualified_products.demand) o
    limit qualified_products.offer_limit
  ) q;
  return case when v_offers >= qualified_products.offer_limit then null else coalesce(v_product_ids, '{}') end;
end
$$
language plpgsql
stable
security definer
set search_path = pg_catalog, public, pg_temp
set plan_cache_mode = force_custom_plan;

comment on function product.qualified_products(product.demand, bigint) is
  'Ids of the products with a qualifying offer, ascending; null when there are offer_limit such offers or more, so that the count is bounded. A first wall of decision 4: it states the entitlement itself, being owned by the tables'' owner.';

grant execute on function product.qualified_products(product.demand, bigint) to trueshelf_api;
