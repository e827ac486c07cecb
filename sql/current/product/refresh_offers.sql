create or replace function product.refresh_offers(
  product_id bigint,
  variant_id bigint
)
returns void
as $$
begin
  -- One writer of a product's offers at a time. Without it a price and a stock written at once would each keep the
  -- other's old value: the second waits on the offer's row and then writes what it had read before.
  perform from product.product p where p.product_id = refresh_offers.product_id for no key update;

  delete from product.offer o
  where o.product_id = refresh_offers.product_id
    and (refresh_offers.variant_id is null or o.variant_id = refresh_offers.variant_id)
    and not exists (
      select from product.offer_truth t
      where t.product_id = o.product_id
        and t.variant_id = o.variant_id
        and t.price_list_id = o.price_list_id
        and t.valid_from = o.valid_from
    );

  insert into product.offer as o (
    product_id, variant_id, price_list_id, valid_from, valid_to, amount, compare_at, currency, available, audience
  )
  select
    t.product_id, t.variant_id, t.price_list_id, t.valid_from, t.valid_to,
    t.amount, t.compare_at, t.currency, t.available, t.audience
  from product.offer_truth t
  where t.product_id = refresh_offers.product_id
    and (refresh_offers.variant_id is null or t.variant_id = refresh_offers.variant_id)
  on conflict on constraint offer_pkey do update
  set valid_to = excluded.valid_to,
    amount = excluded.amount,
    compare_at = excluded.compare_at,
    currency = excluded.currency,
    available = excluded.available,
    audience = excluded.audience
  where (o.valid_to, o.amount, o.compare_at, o.currency, o.available, o.audience)
    is distinct from
    (excluded.valid_to, excluded.amount, excluded.compare_at, excluded.currency, excluded.available, excluded.audience);
end
$$
language plpgsql
set search_path = pg_catalog, public, pg_temp
set plan_cache_mode = force_generic_plan; -- planned anew for each row, an import takes a third longer

comment on function product.refresh_offers(bigint, bigint) is
  'Makes the offers of one variant (variant null: of the whole product) equal to product.offer_truth.';
