create or replace function product.price_phrase(
  price jsonb,
  as_of timestamptz,
  tells_end boolean
)
returns text
as $$
  select product.format_money((price_phrase.price ->> 'amount')::numeric, price_phrase.price ->> 'currency')
    || case when (price_phrase.price ->> 'compareAt')::numeric > (price_phrase.price ->> 'amount')::numeric then
      ' instead of ' || product.format_money((price_phrase.price ->> 'compareAt')::numeric, price_phrase.price ->> 'currency') else '' end
    || case when price_phrase.price ->> 'validTo' is not null and (price_phrase.tells_end
        or (price_phrase.price ->> 'compareAt')::numeric > (price_phrase.price ->> 'amount')::numeric) then
      ' until ' || product.day_label((price_phrase.price ->> 'validTo')::timestamptz, price_phrase.as_of) else '' end;
$$
language sql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function product.price_phrase(jsonb, timestamptz, boolean) is
  'A price of an offer as a shopper reads it: "$98.00 instead of $119.00 until 2 December". Its end is told of a reduced price, and of any where tells_end says so.';

grant execute on function product.price_phrase(jsonb, timestamptz, boolean) to trueshelf_api;
