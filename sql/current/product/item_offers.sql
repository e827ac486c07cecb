create or replace function product.item_offers(
  product_id bigint,
  currency text,
  as_of timestamptz
)
returns jsonb
as $$
declare
  v_demand constant product.demand := product.build_demand('[]', item_offers.currency, item_offers.as_of);
begin
  return (
    select coalesce(jsonb_agg(jsonb_build_object(
      'variantId', o.variant_id::text,
      'sku', o.sku,
      'options', o.options,
      'weightGrams', o.weight_grams::text
    ) || product.prove_offer('[]', jsonb_build_object(
      'amount', o.amount::text, 'compareAt', o.compare_at::text, 'currency', item_offers.currency, 'priceList', o.code,
      'validFrom', product.rfc3339(o.valid_from), 'validTo', product.rfc3339(o.valid_to),
      'available', o.available, 'locations', product.stock_by_location(o.product_id, o.variant_id))) - 'checks' order by o.variant_id), '[]')
    from (
      select q.*, v.sku, v.options, v.weight_grams, l.code
      from product.qualifying_offers(v_demand) q
      join product.product p on p.product_id = q.product_id and p.status = 'active'
      join product.variant v on v.product_id = q.product_id and v.variant_id = q.variant_id
      join product.price_list l on l.price_list_id = q.price_list_id
      where q.product_id = item_offers.product_id
      order by q.variant_id
      limit 50
    ) o
  );
end
$$
language plpgsql
stable
set search_path = pg_catalog, public, pg_temp
set random_page_cost = 1.1
set plan_cache_mode = force_custom_plan;

comment on function product.item_offers(bigint, text, timestamptz) is
  'The current offers of one product that the caller may see, in a currency, in the order of its variants, at most 50: [{variantId, sku, options, weightGrams, price, stock}]; [] where it is not sold.';

grant execute on function product.item_offers(bigint, text, timestamptz) to trueshelf_api;
