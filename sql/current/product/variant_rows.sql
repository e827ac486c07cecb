create or replace function product.variant_rows(
  product_ids bigint[]
)
returns jsonb
as $$
begin
  perform product.check_key_count(cardinality(variant_rows.product_ids), 1000);
  return (
    select coalesce(jsonb_agg(jsonb_build_object(
      'variantId', v.variant_id::text,
      'productId', v.product_id::text,
      'sku', v.sku,
      'options', v.options,
      'weightGrams', v.weight_grams::text
    ) order by v.product_id, v.variant_id), '[]')
    from product.variant v
    join product.product p on p.product_id = v.product_id
    where v.product_id = any (variant_rows.product_ids) and p.status = 'active'
  );
end
$$
language plpgsql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function product.variant_rows(bigint[]) is 'The rows behind api.load_variants, under the caller''s row security.';

grant execute on function product.variant_rows(bigint[]) to trueshelf_api;
