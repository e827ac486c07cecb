create or replace function product.facet_prices(
  question product.question,
  offers product.judged_offer[],
  groups jsonb
)
returns jsonb
as $$
declare
  v_currency constant text := (facet_prices.question).currency;
  v_demand constant product.demand := (facet_prices.question).demand;
  v_filter constant jsonb := product.filter_without((facet_prices.question).filter, '{PRICE_MIN,PRICE_MAX}');
  v_is_bounded constant boolean := num_nonnulls(v_demand.min_amount, v_demand.max_amount) > 0;
  v_bits constant bit varying := facet_prices.groups #>> '{PRICE,bits}';
  v_sets constant integer := coalesce((facet_prices.groups #>> '{PRICE,sets}')::integer, 1);
  v_lowest numeric;
  v_highest numeric;
  v_bounds numeric[];
  v_values jsonb;
begin
  select min(p.lowest), max(p.highest), product.price_bounds(array_agg(p.lowest), v_currency) into v_lowest, v_highest, v_bounds
  from (
    select min(o.amount) as lowest, max(o.amount) as highest
    from unnest(facet_prices.offers) o
    where position(B'1' in case when v_bits is null then o.fails else o.fails & ~v_bits end) = 0
      and o.sets & v_sets <> 0
    group by o.product_id
  ) p;

  with cut as (
    select c.bound from unnest(v_bounds) c (bound)
  ),
  span as (
    select lag(c.bound) over (order by c.bound) as low, c.bound as high from cut c
    union all
    select max(c.bound), null from cut c having count(*) > 0
  ),
  range as (
    select s.low, s.high,
      v_is_bounded
        and s.low is not distinct from v_demand.min_amount and s.high is not distinct from v_demand.max_amount
        and v_demand.min_exclusive is not true and (s.high is null or v_demand.max_exclusive) as selected,
      false as is_own
    from span s
  ),
  -- A price that is demanded is a value, also where it is none of the round ones.
  valued as (
    select r.* from range r
    union all
    select v_demand.min_amount, v_demand.max_amount, true, true
    where v_is_bounded and not exists (select from range r where r.selected)
  ),
  counted as (
    select v.*, coalesce(n.products, 0) as products
    from valued v
    cross join lateral (
      select sum(case when b.brand_id is null then b.products else least(b.products, (facet_prices.question).max_per_brand) end)::bigint as products
      from (
        select o.brand_id, count(distinct o.product_id) as products
        from unnest(facet_prices.offers) o
        where case
          when v.is_own then position(B'1' in o.fails) = 0 and o.sets & 1 = 1
          else position(B'1' in case when v_bits is null then o.fails else o.fails & ~v_bits end) = 0
            and o.sets & v_sets <> 0
            and (v.low is null or o.amount >= v.low)
            and (v.high is null or o.amount < v.high)
          end
        group by o.brand_id
      ) b
    ) n
  )
  select jsonb_agg(jsonb_build_object(
    'value', concat(c.low, '..', c.high),
    'label', case
      when c.is_own then (
        select string_agg(d ->> 'label', ', ' order by d ->> 'kind' desc)
        from jsonb_array_elements((facet_prices.question).interpretation -> 'constraints') d
        where d ->> 'kind' in ('PRICE_MIN', 'PRICE_MAX'))
      when c.low is null then 'under ' || product.format_money(c.high, v_currency)
      when c.high is null then product.format_money(c.low, v_currency) || ' and more'
      else product.format_money(c.low, v_currency) || ' to ' || product.format_money(c.high, v_currency) end,
    'count', c.products, 'selected', c.selected, 'parent', null,
    'min', product.amount_text(c.low, v_currency), 'max', product.amount_text(c.high, v_currency),
    'apply', case
      when c.selected then product.refinement(facet_prices.question, v_filter, '{PRICE_MIN,PRICE_MAX}')
      else product.refinement(facet_prices.question,
        v_filter || jsonb_build_object('price', jsonb_strip_nulls(jsonb_build_object(
          'min', c.low::text, 'max', c.high::text, 'maxExclusive', case when c.high is not null then true end, 'currency', v_currency))),
        array_remove(array[case when c.low is null then 'PRICE_MIN' end, case when c.high is null then 'PRICE_MAX' end], null))
    end) order by c.is_own desc, c.low nulls first, c.high)
  into v_values
  from counted c;
  return case when v_values is not null then
    product.facet_frame('PRICE', 'Price', v_values, 0) || jsonb_build_object(
      'min', product.amount_text(v_lowest, v_currency), 'max', product.amount_text(v_highest, v_currency))
  end;
end
$$
language plpgsql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function product.facet_prices(product.question, product.judged_offer[], jsonb) is
  'The facet of prices: up to five ranges between round amounts, and the demanded price where it is none of them; a range takes the place of the one that is demanded. min and max: the lowest and highest amount of what meets all other constraints. Null where prices divide nothing. groups: of product.gather_candidates.';

grant execute on function product.facet_prices(product.question, product.judged_offer[], jsonb) to trueshelf_api;
