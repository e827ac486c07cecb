create or replace function product.price_bounds(
  amounts numeric[],
  currency text
)
returns numeric[]
as $$
  with minor as (
    select coalesce((select c.minor_units from product.currency c where c.code = price_bounds.currency), 2) as units
  ),
  spread as (
    select min(a.amount) as lowest, max(a.amount) as highest,
      percentile_disc('{0.2,0.4,0.6,0.8}'::double precision[]) within group (order by a.amount) as cuts
    from unnest(price_bounds.amounts) a (amount)
  ),
  rounded as (
    -- To a half of the leading digit's place: 37.40 to 35, 142 to 150, 980 to 1000.
    select distinct trim_scale(round(c.cut / r.step) * r.step) as bound, s.lowest, s.highest
    from spread s
    cross join minor m
    cross join lateral unnest(s.cuts) c (cut)
    cross join lateral (
      select greatest(5 * power(10::numeric, floor(log(c.cut)) - 1), power(10::numeric, -m.units)) as step
    ) r
  )
  select coalesce(array_agg(r.bound order by r.bound), '{}')
  from rounded r
  where r.bound > r.lowest and r.bound <= r.highest;
$$
language sql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function product.price_bounds(numeric[], text) is
  'At most four round amounts, ascending, that cut these into ranges of about as many each, none of them empty at the ends; {} where they are too much alike.';

grant execute on function product.price_bounds(numeric[], text) to trueshelf_api;
