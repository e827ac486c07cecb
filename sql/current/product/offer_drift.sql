create or replace function product.offer_drift()
returns table (
  product_id bigint,
  variant_id bigint,
  price_list_id bigint,
  valid_from timestamptz,
  fault text
)
as $$
  select
    coalesce(o.product_id, t.product_id),
    coalesce(o.variant_id, t.variant_id),
    coalesce(o.price_list_id, t.price_list_id),
    coalesce(o.valid_from, t.valid_from),
    case when o.product_id is null then 'MISSING' when t.product_id is null then 'LEFT OVER' else 'DIFFERENT' end
  from product.offer o
  full join product.offer_truth t
    on (t.product_id, t.variant_id, t.price_list_id, t.valid_from)
      = (o.product_id, o.variant_id, o.price_list_id, o.valid_from)
  where o.product_id is null
    or t.product_id is null
    or (o.valid_to, o.amount, o.compare_at, o.currency, o.available, o.audience)
      is distinct from (t.valid_to, t.amount, t.compare_at, t.currency, t.available, t.audience);
$$
language sql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function product.offer_drift() is
  'Offers that disagree with the facts; no row on a sound database. To mend one: select product.refresh_offers(product_id, null).';
