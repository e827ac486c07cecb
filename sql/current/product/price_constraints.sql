create or replace function product.price_constraints(
  bound text,
  low numeric,
  high numeric,
  currency text,
  origin text,
  span jsonb
)
returns jsonb
as $$
  select coalesce(jsonb_agg(jsonb_build_object('kind', c.kind, 'source', 'RULE', 'origin', price_constraints.origin,
    'span', price_constraints.span, 'filter', jsonb_build_object('price', c.price
      || jsonb_strip_nulls(jsonb_build_object('currency', price_constraints.currency)))) order by c.kind desc), '[]')
  from (
    select 'PRICE_MIN' as kind, jsonb_build_object(
      'min', trim_scale(case when price_constraints.bound = 'PRICE_AROUND' then round(price_constraints.low * 0.8, 2)
        else price_constraints.low end)::text,
      'minExclusive', price_constraints.bound = 'PRICE_ABOVE') as price
    where price_constraints.bound in ('PRICE_ABOVE', 'PRICE_AT_LEAST', 'PRICE_BETWEEN', 'PRICE_AROUND')
    union all
    select 'PRICE_MAX', jsonb_build_object(
      'max', trim_scale(case when price_constraints.bound = 'PRICE_AROUND' then least(round(price_constraints.high * 1.2, 2), 999999999)
        else price_constraints.high end)::text,
      'maxExclusive', price_constraints.bound = 'PRICE_BELOW')
    where price_constraints.bound in ('PRICE_BELOW', 'PRICE_AT_MOST', 'PRICE_BETWEEN', 'PRICE_AROUND')
  ) c;
$$
language sql
immutable
parallel safe
set search_path = pg_catalog, public, pg_temp;

comment on function product.price_constraints(text, numeric, numeric, text, text, jsonb) is
  'Constraints upon the price that a bound makes (PRICE_BELOW and its like, as product.phrase says them), the lowest price first. high: of a range its end, else low again; around is within 20 %. No currency: that of the price list.';

grant execute on function product.price_constraints(text, numeric, numeric, text, text, jsonb) to trueshelf_api;
