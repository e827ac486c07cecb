create or replace function product.demanded_products(
  demand product.demand,
  row_limit integer
)
returns bigint[]
as $$
declare
  v_product_ids bigint[];
begin
  -- A demand upon the product or the variant can be far rarer than any price; PostgreSQL would not find its index behind
  -- the alternatives of product.qualifying_offers. The rarest kinds first.
  if num_nonnulls((demanded_products.demand).attributes, (demanded_products.demand).weight) > 0 then
    select array_agg(distinct q.product_id)
    into v_product_ids
    from (
      select v.product_id
      from product.variant v
      where ((demanded_products.demand).attributes is null or v.attributes @? (demanded_products.demand).attributes)
        and ((demanded_products.demand).weight is null or v.weight_grams <@ (demanded_products.demand).weight)
      limit 10 * demanded_products.row_limit
    ) q;
    if coalesce(cardinality(v_product_ids), 0) < demanded_products.row_limit then
      return coalesce(v_product_ids, '{}');
    end if;
  end if;
  if num_nonnulls((demanded_products.demand).category_ids, (demanded_products.demand).brand_ids) > 0 then
    select array_agg(q.product_id)
    into v_product_ids
    from (
      select p.product_id
      from product.product p
      where ((demanded_products.demand).category_ids is null or p.category_id = any ((demanded_products.demand).category_ids))
        and ((demanded_products.demand).brand_ids is null or p.brand_id = any ((demanded_products.demand).brand_ids))
      limit demanded_products.row_limit
    ) q;
    if coalesce(cardinality(v_product_ids), 0) < demanded_products.row_limit then
      return coalesce(v_product_ids, '{}');
    end if;
  end if;
  if (demanded_products.demand).location_ids is not null then
    select array_agg(distinct q.product_id)
    into v_product_ids
    from (
      select s.product_id
      from product.stock s
      where s.location_id = any ((demanded_products.demand).location_ids) and s.available > 0
      limit 10 * demanded_products.row_limit
    ) q;
    if coalesce(cardinality(v_product_ids), 0) < demanded_products.row_limit then
      return coalesce(v_product_ids, '{}');
    end if;
  end if;
  return null;
end
$$
language plpgsql
stable
security definer
set search_path = pg_catalog, public, pg_temp
set random_page_cost = 1.1
set plan_cache_mode = force_custom_plan;

comment on function product.demanded_products(product.demand, integer) is
  'Ids of the products that have the attributes and the weight, or are of the category and brand, or are at the location demanded, whichever are fewer than row_limit; null where there is no such demand or it leaves more. Says nothing of price, stock or entitlement, so only ids that product.qualifying_offers goes through may come of it.';

