create or replace function product.refresh_offer(
  product_id bigint,
  variant_id bigint,
  price_list_id bigint,
  valid_from timestamptz
)
returns void
as $$
begin
  -- One writer of a product's offers at a time, as in product.refresh_offers.
  perform from product.product p where p.product_id = refresh_offer.product_id for no key update;

  insert into product.offer as o (
    product_id, variant_id, price_list_id, valid_from, valid_to, amount, compare_at, currency, available, audience
  )
  select
    t.product_id, t.variant_id, t.price_list_id, t.valid_from, t.valid_to,
    t.amount, t.compare_at, t.currency, t.available, t.audience
  from product.offer_truth t
  where t.product_id = refresh_offer.product_id
    and t.variant_id = refresh_offer.variant_id
    and t.price_list_id = refresh_offer.price_list_id
    and t.valid_from = refresh_offer.valid_from
  on conflict on constraint offer_pkey do update
  set valid_to = excluded.valid_to,
    amount = excluded.amount,
    compare_at = excluded.compare_at,
    currency = excluded.currency,
    available = excluded.available,
    audience = excluded.audience;
  if not found then
    delete from product.offer o
    where o.product_id = refresh_offer.product_id
      and o.variant_id = refresh_offer.variant_id
      and o.price_list_id = refresh_offer.price_list_id
      and o.valid_from = refresh_offer.valid_from;
  end if;
end
$$
language plpgsql
set search_path = pg_catalog, public, pg_temp
set plan_cache_mode = force_generic_plan; -- planned anew for each row, an import takes a third longer

comment on function product.refresh_offer(bigint, bigint, bigint, timestamptz) is
  'Makes the offer of one price period equal to product.offer_truth; valid_from is its beginning, -infinity where it has none.';
