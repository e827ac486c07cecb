create or replace function product.qualified_products(
  demand product.demand,
  offer_limit bigint
)
returns bigint[]
as $$
declare
  -- Products up to which each is looked up by its key; above, all offers of the list are read in one go.
  v_scope_limit constant integer := 10000;
  v_scope_ids bigint[] := product.demanded_products(qualified_products.demand, v_scope_limit);
  v_product_ids bigint[];
  v_offers bigint;
begin
  if v_scope_ids is not null then
    select array_agg(distinct o.product_id)
    into v_product_ids
    from product.qualifying_offers(qualified_products.demand) o
    where o.product_id = any (v_scope_ids);
    return coalesce(v_product_ids, '{}');
  end if;
  select array_agg(g.product_id), sum(g.offers)
  into v_product_ids, v_offers
  from (
    select q.product_id, count(*) as offers
    from (
      select o.product_id
      from product.qualifying_offers(qualified_products.demand) o
      limit qualified_products.offer_limit
    ) q
    group by q.product_id
  ) g;
  return case when v_offers >= qualified_products.offer_limit then null else coalesce(v_product_ids, '{}') end;
end
$$
language plpgsql
stable
security definer
set search_path = pg_catalog, public, pg_temp
set random_page_cost = 1.1
set plan_cache_mode = force_custom_plan;

comment on function product.qualified_products(product.demand, bigint) is
  'Ids of the products with a qualifying offer, in no order; null when there are offer_limit such offers or more, so that the count is bounded. A first wall of decision 4: it states the entitlement itself, being owned by the tables'' owner.';

grant execute on function product.qualified_products(product.demand, bigint) to trueshelf_api;
