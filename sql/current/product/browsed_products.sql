create or replace function product.browsed_products(
  demand product.demand,
  product_ids bigint[],
  sort text,
  unavailable text,
  after jsonb,
  row_limit integer
)
returns bigint[]
as $$
declare
  -- Stock first, as product.evidence_page has it.
  v_group constant text := case
    when browsed_products.unavailable = 'SHOW' then '0'
    else 'case when o.available > 0 then 0 when o.available is null then 1 else 2 end' end;
  v_key constant text := case browsed_products.sort
    when 'PRICE_ASC' then 'o.amount'
    when 'PRICE_DESC' then '-o.amount'
    when 'RATING' then 'coalesce(-p.rating, 1)'
    when 'WEIGHT_ASC' then 'coalesce(v.weight_grams, 1e9)'
    when 'WEIGHT_DESC' then 'coalesce(-v.weight_grams, 1)'
    else 'coalesce(-(p.released_on - date ''2000-01-01''), 1000000)::numeric' end;
  v_chosen constant text := 'select q.* from product.qualifying_offers($1) q where q.product_id = %s.product_id
    order by coalesce(q.available, 0) > 0 desc, q.amount, q.variant_id limit 1';
  v_by_weight constant boolean := browsed_products.sort in ('WEIGHT_ASC', 'WEIGHT_DESC');
  v_after_group constant integer := coalesce((browsed_products.after ->> 'group')::integer, -1);
  v_after_key constant numeric := browsed_products.after ->> 'sort';
  v_after_id constant bigint := browsed_products.after ->> 'id';
  v_found bigint[];
  v_ids bigint[] := '{}';
begin
  if browsed_products.product_ids is not null then
    execute format(
      $query$
        select array(
          select k.product_id
          from (
            select o.product_id, %1$s as stock_group, %2$s as key
            from (
              select distinct on (q.product_id) q.*
              from product.qualifying_offers($1) q
              where q.product_id = any ($2)
              order by q.product_id, coalesce(q.available, 0) > 0 desc, q.amount, q.variant_id
            ) o
            -- By key: as a join it reads the whole catalogue in the order of an index.
            cross join lateral (select x.* from product.product x where x.product_id = o.product_id offset 0) p
            %3$s
          ) k
          where $3 < 0 or (k.stock_group, k.key, k.product_id) > ($3, $4, $5)
          order by k.stock_group, k.key, k.product_id
          limit $6
        )
      $query$, v_group, v_key, case when v_by_weight then
        'cross join lateral (select x.* from product.variant x where x.product_id = o.product_id and x.variant_id = o.variant_id offset 0) v' end)
    into v_ids
    using browsed_products.demand, browsed_products.product_ids, v_after_group, v_after_key, v_after_id, browsed_products.row_limit;
    return v_ids;
  end if;

  -- Many qualify: along the index of the order, until there are enough.
  for v_stock_group in greatest(v_after_group, 0) .. case browsed_products.unavailable when 'SHOW' then 0 else 2 end loop
    execute format(
      case when v_by_weight then
        $query$
          select array(
            select v.product_id
            from product.variant v
            cross join lateral (%3$s offset 0) o
            where o.variant_id = v.variant_id
              and %1$s = $2
              and ($3 is null or (%2$s, o.product_id) > ($3, $4))
            order by v.weight_grams %4$s nulls last, v.product_id
            limit $5
          )
        $query$
      when browsed_products.sort in ('PRICE_ASC', 'PRICE_DESC') then
        $query$
          select array(
            select a.product_id
            from product.qualifying_offers($1) a
            cross join lateral (%3$s offset 0) o
            where o.variant_id = a.variant_id and o.valid_from = a.valid_from and o.price_list_id = a.price_list_id
              and %1$s = $2
              and ($3 is null or (%2$s, o.product_id) > ($3, $4))
            order by a.amount %4$s, a.product_id
            limit $5
          )
        $query$
      else
        $query$
          select array(
            select p.product_id
            from product.product p
            cross join lateral (%3$s) o
            where %1$s = $2
              and ($3 is null or (%2$s, p.product_id) > ($3, $4))
            order by %5$s desc nulls last, p.product_id
            limit $5
          )
        $query$
      end,
      v_group, v_key, format(v_chosen, case
        when v_by_weight then 'v'
        when browsed_products.sort in ('PRICE_ASC', 'PRICE_DESC') then 'a'
        else 'p' end),
      case when browsed_products.sort in ('PRICE_DESC', 'WEIGHT_DESC') then 'desc' else 'asc' end,
      case browsed_products.sort when 'RATING' then 'p.rating' else 'p.released_on' end)
    into v_found
    using browsed_products.demand, v_stock_group,
      case when v_stock_group = v_after_group then v_after_key end, v_after_id,
      browsed_products.row_limit - cardinality(v_ids);
    v_ids := v_ids || v_found;
    exit when cardinality(v_ids) >= browsed_products.row_limit;
  end loop;
  return v_ids;
end
$$
language plpgsql
stable
security definer
set search_path = pg_catalog, public, pg_temp
set random_page_cost = 1.1
set plan_cache_mode = force_custom_plan;

comment on function product.browsed_products(product.demand, bigint[], text, text, jsonb, integer) is
  'The arm of browsing: the first row_limit of the products that meet a demand, in the order of the page, behind a cursor''s group, sort and id (null: from the beginning). product_ids: all that qualify where they are known, else null. sort: not RELEVANCE.';

grant execute on function product.browsed_products(product.demand, bigint[], text, text, jsonb, integer) to trueshelf_api;
