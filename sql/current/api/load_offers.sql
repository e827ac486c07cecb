create or replace function api.load_offers(
  product_ids bigint[],
  variant_ids bigint[],
  as_of timestamptz default null,
  currency text default null,
  claims jsonb default null
)
returns jsonb
as $$
begin
  perform product.set_claims(load_offers.claims);
  return product.offer_rows(
    load_offers.product_ids, load_offers.variant_ids, load_offers.as_of, load_offers.currency, statement_timestamp());
end
$$
language plpgsql
volatile
security definer
set search_path = pg_catalog, public, pg_temp;

comment on function api.load_offers(bigint[], bigint[], timestamptz, text, jsonb) is
  'The offers that run at an instant (default: now) for these variants, named by two parallel arrays: one a currency, the customer group''s price before the public one. Raises TSLIM above 10,000 variants, TSFOR for a future instant, TSCCY, TSCLM.';

grant execute on function api.load_offers(bigint[], bigint[], timestamptz, text, jsonb) to trueshelf_gateway;
