create or replace function product.matching_products(
  demand product.demand,
  product_ids bigint[],
  words tsquery,
  ranking tsquery,
  row_limit integer
)
returns table (
  product_id bigint,
  rank real
)
as $$
begin
  if matching_products.product_ids is not null then
    return query
    select p.product_id, ts_rank_cd(p.search, matching_products.ranking, 1) as rank
    from product.product p
    where p.search @@ matching_products.words
      and p.product_id = any (matching_products.product_ids)
    order by 2 desc, 1
    limit matching_products.row_limit;
    return;
  end if;
  -- Best first, and each held against the demand by its key only until there are enough.
  return query
  select m.product_id, m.rank
  from (
    select p.product_id, ts_rank_cd(p.search, matching_products.ranking, 1) as rank
    from product.product p
    where p.search @@ matching_products.words
    order by 2 desc, 1
    offset 0
  ) m
  cross join lateral (
    select from product.qualifying_offers(matching_products.demand) o where o.product_id = m.product_id limit 1
  ) o
  order by m.rank desc, m.product_id
  limit matching_products.row_limit;
end
$$
language plpgsql
stable
security definer
set search_path = pg_catalog, public, pg_temp
set random_page_cost = 1.1
set plan_cache_mode = force_custom_plan;

comment on function product.matching_products(product.demand, bigint[], tsquery, tsquery, integer) is
  'The arm of words: qualifying products that match words, best rank first, ties by id. product_ids: the qualifying products where they are known, else null and the demand is judged row by row. Rank is ts_rank_cd of ranking, divided by 1 + log(length).';

grant execute on function product.matching_products(product.demand, bigint[], tsquery, tsquery, integer) to trueshelf_api;
