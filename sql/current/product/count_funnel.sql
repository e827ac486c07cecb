create or replace function product.count_funnel(
  question product.question,
  offers product.judged_offer[],
  product_ids bigint[],
  sets integer[]
)
returns jsonb
as $$
  with asked as materialized (
    -- A current price is asked first: without one there is no offer to judge.
    select c.value, row_number() over (order by c.value ->> 'kind' <> 'CURRENT_PRICE', c.position) as step
    from jsonb_array_elements((count_funnel.question).interpretation -> 'constraints') with ordinality c (value, position)
  ),
  candidate as materialized (
    select c.product_id
    from unnest(count_funnel.product_ids, count_funnel.sets) c (product_id, sets)
    where c.sets & 1 = 1
  ),
  -- How far the offer of a product that gets farthest gets: the first step that turns it away, or one past the last.
  reached as materialized (
    select o.product_id,
      max(1 + coalesce(nullif(position(B'1' in o.fails), 0), length(o.fails) + 1)) as step
    from unnest(count_funnel.offers) o
    where o.sets & 1 = 1
    group by o.product_id
  ),
  -- Under row security, and without what policy leaves out from the start.
  counted as materialized (
    select c.product_id, coalesce(r.step, 1) as step
    from candidate c
    join product.product p on p.product_id = c.product_id and p.status = 'active'
    left join reached r on r.product_id = c.product_id
    where c.product_id <> all (coalesce(((count_funnel.question).demand).excluded_product_ids, '{}')) or r.product_id is not null
  ),
  counts as (
    select a.step, a.value,
      (select count(*) from counted d where d.step = a.step) as turned_away,
      (select count(*) from counted d where d.step > a.step) as remaining
    from asked a
  )
  select jsonb_build_object(
    'candidates', (select count(*) from counted),
    'steps', (
      select jsonb_agg(jsonb_build_object(
        'constraintId', n.value -> 'id', 'kind', n.value -> 'kind', 'label', n.value -> 'label',
        'turnedAway', n.turned_away, 'remaining', n.remaining) order by n.step)
      from counts n),
    'remaining', (select n.remaining from counts n order by n.step desc limit 1));
$$
language sql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function product.count_funnel(product.question, product.judged_offer[], bigint[], integer[]) is
  'A waterfall: of the candidates, how many products each constraint turned away of what those before it left; one offer has to pass them all. {candidates, steps, remaining}. CURRENT_PRICE comes first and mostly turns away 0: words and meaning propose only what has a price, so it is what was named or pinned. remaining is the total of the answer, before options.maxPerBrand.';

grant execute on function product.count_funnel(product.question, product.judged_offer[], bigint[], integer[]) to trueshelf_api;
