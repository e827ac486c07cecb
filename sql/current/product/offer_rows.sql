create or replace function product.offer_rows(
  product_ids bigint[],
  variant_ids bigint[],
  as_of timestamptz,
  currency text,
  now timestamptz
)
returns jsonb
as $$
declare
  v_as_of timestamptz := coalesce(offer_rows.as_of, offer_rows.now);
begin
  perform product.check_key_count(cardinality(offer_rows.product_ids), 10000);
  if cardinality(offer_rows.product_ids) is distinct from cardinality(offer_rows.variant_ids) then
    raise exception using errcode = 'TSLIM',
      message = 'product_ids and variant_ids differ in length', hint = 'Name each variant by one id in either array.';
  end if;
  if offer_rows.currency is not null then
    perform product.check_currency(offer_rows.currency, 'currency');
  end if;
  perform product.check_instant(v_as_of, offer_rows.now);
  return (
    select coalesce(jsonb_agg(jsonb_build_object(
      'productId', f.product_id::text,
      'variantId', f.variant_id::text,
      'amount', product.amount_text(f.amount, f.currency),
      'currency', f.currency,
      'compareAt', product.amount_text(f.compare_at, f.currency),
      'priceList', f.code,
      'validFrom', product.rfc3339(f.valid_from),
      'validTo', product.rfc3339(f.valid_to),
      'available', f.available,
      'status', product.stock_status(f.available),
      'locations', product.stock_by_location(f.product_id, f.variant_id)
    ) order by f.product_id, f.variant_id, f.currency), '[]')
    from (
      select distinct on (o.product_id, o.variant_id, o.currency) o.*, l.code
      from unnest(offer_rows.product_ids, offer_rows.variant_ids) key (product_id, variant_id)
      join product.offer o on o.product_id = key.product_id and o.variant_id = key.variant_id
      join product.price_list l on l.price_list_id = o.price_list_id
      where o.valid_from <= v_as_of
        and o.valid_to > v_as_of
        and (offer_rows.currency is null or o.currency = offer_rows.currency)
        and (l.customer_group is null or l.customer_group = current_setting('trueshelf.customer_group', true))
      order by o.product_id, o.variant_id, o.currency, l.customer_group is null
    ) f
  );
end
$$
language plpgsql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function product.offer_rows(bigint[], bigint[], timestamptz, text, timestamptz) is
  'The rows behind api.load_offers, under the caller''s row security.';

grant execute on function product.offer_rows(bigint[], bigint[], timestamptz, text, timestamptz) to trueshelf_api;
