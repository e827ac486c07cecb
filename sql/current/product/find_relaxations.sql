create or replace function product.find_relaxations(
  question product.question,
  offers product.judged_offer[],
  groups jsonb,
  exhausted boolean
)
returns jsonb
as $$
declare
  v_currency constant text := (find_relaxations.question).currency;
  v_limit constant integer := (find_relaxations.question).max_per_brand;
  v_found jsonb;
begin
  with asked as materialized (
    select c.value, c.value ->> 'key' as key, row_number() over (order by c.position) as number
    from jsonb_array_elements((find_relaxations.question).interpretation -> 'constraints') with ordinality c (value, position)
    where c.value ->> 'kind' <> 'CURRENT_PRICE'
  ),
  standing as materialized (
    select o.product_id, o.brand_id, o.fails, o.sets, min(o.amount) as lowest, max(o.amount) as highest
    from unnest(find_relaxations.offers) o
    group by o.product_id, o.brand_id, o.fails, o.sets
  ),
  inside as materialized (
    select distinct s.product_id, s.brand_id from standing s where position(B'1' in s.fails) = 0
  ),
  -- What is dropped goes by key, since a dismissal does; hidden by policy is not the filter's to give back.
  failing as materialized (
    select f.fails, array_agg(distinct a.key order by a.key) as keys,
      bool_and(a.key <> 'EXCLUDE_PRODUCT' and (a.key <> 'IN_STOCK' or (find_relaxations.question).unavailable <> 'HIDE')) as may_go
    from (select distinct s.fails from standing s where position(B'1' in s.fails) > 0) f
    join asked a on substring(f.fails from a.number::integer for 1) = B'1'
    group by f.fails
  ),
  proposal as materialized (
    select distinct f.keys, cardinality(f.keys) as size,
      1 | (select bit_or((find_relaxations.groups #>> array[product.constraint_group(g.key), 'sets'])::integer) from unnest(f.keys) g (key)) as sets
    from failing f
    where f.may_go and cardinality(f.keys) <= 3
  ),
  entering as materialized (
    select p.keys, p.size, s.product_id, s.brand_id, min(s.lowest) as lowest, max(s.highest) as highest
    from proposal p
    join failing f on f.keys <@ p.keys
    join standing s on s.fails = f.fails and s.sets & p.sets <> 0
    where not exists (select from inside i where i.product_id = s.product_id)
    group by p.keys, p.size, s.product_id, s.brand_id
  ),
  -- The amount that lets five in, or all where there are fewer.
  widened as (
    select e.keys,
      (array_agg(e.lowest order by e.lowest))[least(5, count(*))] as highest_asked,
      (array_agg(e.highest order by e.highest desc))[least(5, count(*))] as lowest_asked
    from entering e
    where e.keys in ('{PRICE_MAX}', '{PRICE_MIN}')
    group by e.keys
  ),
  offered as (
    select e.keys, e.size, null::numeric as amount, e.product_id, e.brand_id from entering e
    union all
    select e.keys, e.size, case e.keys when '{PRICE_MAX}' then w.highest_asked else w.lowest_asked end, e.product_id, e.brand_id
    from entering e
    join widened w on w.keys = e.keys
    where case e.keys when '{PRICE_MAX}' then e.lowest <= w.highest_asked else e.highest >= w.lowest_asked end
  ),
  by_brand as (
    select o.keys, o.size, o.amount, o.brand_id, count(*) as entering,
      (select count(*) from inside i where i.brand_id = o.brand_id) as inside
    from offered o
    group by o.keys, o.size, o.amount, o.brand_id
  ),
  gained as materialized (
    select b.keys, b.size, b.amount,
      sum(case when b.brand_id is null then b.entering
        else least(b.inside + b.entering, v_limit) - least(b.inside, v_limit) end)::bigint as more
    from by_brand b
    group by b.keys, b.size, b.amount
  ),
  -- Only where no single one helps: the fewest that do together, the best three of them.
  chosen as (
    select g.*, row_number() over (
      order by g.more desc, (select array_agg(a.number order by a.number) from asked a where a.key = any (g.keys)), g.amount nulls first) as position
    from gained g
    where g.more > 0
      and g.size = (select min(m.size) from gained m where m.more > 0)
    order by position
    limit case (select min(m.size) from gained m where m.more > 0) when 1 then 8 else 3 end
  )
  select jsonb_agg(jsonb_build_object(
    'constraintIds', d.ids,
    'label', case when c.amount is null then d.label
      else product.constraint_label(c.keys[1], w.filter, v_currency) end,
    'more', c.more,
    'exact', find_relaxations.exhausted
      or c.size = 1 and (find_relaxations.groups #> array[product.constraint_group(c.keys[1]), 'exact'])::boolean,
    'apply', product.refinement(
      find_relaxations.question,
      case when c.amount is null then product.filter_without((find_relaxations.question).filter, c.keys)
        else product.filter_without((find_relaxations.question).filter, c.keys) || jsonb_build_object('price',
          coalesce(product.filter_without((find_relaxations.question).filter, c.keys) -> 'price', '{}')
            || (w.filter -> 'price') || jsonb_build_object('currency', v_currency)) end,
      case when c.amount is null then c.keys end)
    ) order by c.position)
  into v_found
  from chosen c
  cross join lateral (
    select jsonb_agg(a.value -> 'id' order by a.number) as ids,
      string_agg(a.label, ' and ' order by a.number) filter (where a.is_first) as label
    from (
      select o.value, o.number, l.label, row_number() over (partition by l.label order by o.number) = 1 as is_first
      from asked o
      cross join lateral (select product.relaxation_label(o.value, v_currency) as label offset 0) l
      where o.key = any (c.keys)
    ) a
  ) d
  cross join lateral (
    select jsonb_build_object('price', jsonb_build_object(
      case c.keys when '{PRICE_MAX}' then 'max' else 'min' end, product.amount_text(c.amount, v_currency))) as filter
  ) w;
  return coalesce(v_found, '[]');
end
$$
language plpgsql
stable
set search_path = pg_catalog, public, pg_temp
set plan_cache_mode = force_custom_plan;

comment on function product.find_relaxations(product.question, product.judged_offer[], jsonb, boolean) is
  'What would be found besides if constraints were given up, or a price widened to let five more in: most first, at most eight; where no single constraint helps, three of the smallest sets of two, or of three. Not proposed: what excludes single products, and stock where unavailable items are hidden by an option. groups, exhausted: of product.gather_candidates.';

grant execute on function product.find_relaxations(product.question, product.judged_offer[], jsonb, boolean) to trueshelf_api;
