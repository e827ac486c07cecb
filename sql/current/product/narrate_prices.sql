create or replace function product.narrate_prices(
  offers jsonb,
  named text,
  as_of timestamptz
)
returns text
as $$
  select case
    when count(*) = 1 then format('%s %s %s', narrate_prices.named, min(p.verb), min(p.words))
    when count(distinct p.amount) = 1 then format('%s %s %s', narrate_prices.named, min(p.verb), product.format_money(min(p.amount), min(p.currency)))
    -- Each price with what it is of; of many only the lowest and the highest.
    when count(*) <= 3 then format('%s %s %s', narrate_prices.named, min(p.verb),
      product.listed(array_agg(concat_ws(' in ', p.words, p.names) order by p.amount, p.words)))
    else format('%s %s from %s to %s', narrate_prices.named, min(p.verb),
      product.format_money(min(p.amount), min(p.currency)), product.format_money(max(p.amount), min(p.currency)))
  end
  from (
    select product.price_phrase(o.value -> 'price', narrate_prices.as_of, true) as words, product.agree(narrate_prices.named, 'costs') as verb,
      min((o.value #>> '{price,amount}')::numeric) as amount, min(o.value #>> '{price,currency}') as currency,
      case when count(*) <= 3 then product.listed(array_agg(product.offer_name(o.value -> 'options') order by o.position)) else count(*) || ' variants' end as names
    from jsonb_array_elements(narrate_prices.offers) with ordinality o (value, position)
    group by 1
  ) p;
$$
language sql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function product.narrate_prices(jsonb, text, timestamptz) is
  'What the offers of a product cost, with the price to compare at and the day that a price ends.';

grant execute on function product.narrate_prices(jsonb, text, timestamptz) to trueshelf_api;
