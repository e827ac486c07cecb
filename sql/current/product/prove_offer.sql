create or replace function product.prove_offer(
  constraints jsonb,
  facts jsonb
)
returns jsonb
as $$
begin
  return jsonb_build_object(
    'price', jsonb_build_object(
      'amount', product.amount_text((prove_offer.facts ->> 'amount')::numeric, prove_offer.facts ->> 'currency'),
      'currency', prove_offer.facts -> 'currency',
      'compareAt', product.amount_text((prove_offer.facts ->> 'compareAt')::numeric, prove_offer.facts ->> 'currency'),
      'priceList', prove_offer.facts -> 'priceList',
      'validFrom', prove_offer.facts -> 'validFrom',
      'validTo', prove_offer.facts -> 'validTo'),
    'stock', jsonb_build_object(
      'available', prove_offer.facts -> 'available',
      'status', product.stock_status((prove_offer.facts ->> 'available')::integer),
      'locations', prove_offer.facts -> 'locations'),
    'checks', (
      select jsonb_agg(product.check_constraint(c.value, prove_offer.facts) order by c.position)
      from jsonb_array_elements(prove_offer.constraints) with ordinality c (value, position)));
end
$$
language plpgsql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function product.prove_offer(jsonb, jsonb) is
  'What an answer shows of one offer: {price, stock, checks}, from its facts (amount, compareAt, currency, priceList, validFrom, validTo, asOf, available, locations, attributes, weightGrams, brand, brandSlug, handle, category, categoryPath; amounts as texts), a check for each constraint in their order.';

grant execute on function product.prove_offer(jsonb, jsonb) to trueshelf_api;
