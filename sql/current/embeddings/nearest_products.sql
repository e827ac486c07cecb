create or replace function embeddings.nearest_products(
  model_id bigint,
  query_vector vector,
  similarity_floor real,
  demand product.demand,
  product_ids bigint[],
  approximate boolean,
  row_limit integer
)
returns table (
  product_id bigint,
  similarity double precision
)
as $$
declare
  -- Vectors that the index brings. In a catalogue of many like texts its graph reaches some neighbours late: recall@10 on
  -- 200,000 products was 0.78 of 200, 0.96 of 5,000 and 1.00 of 10,000, which take 65 ms.
  v_reach constant integer := 10000;
  v_ids bigint[];
  v_similarities double precision[];
begin
  if nearest_products.approximate then
    -- The literal model id and dimension match the model's partial HNSW index.
    execute format(
      $query$
        select array_agg(q.product_id), array_agg(q.similarity)
        from (
          select n.product_id, n.similarity
          from (
            select r.product_id, r.similarity
            from (
              select e.product_id, 1 - (e.embedding::vector(%1$s) <=> $1::vector(%1$s)) as similarity
              from embeddings.product_embedding e
              where e.model_id = %2$s
              order by e.embedding::vector(%1$s) <=> $1::vector(%1$s)
              limit $5
            ) r
            order by r.similarity desc, r.product_id
            offset 0
          ) n
          %3$s
          order by n.similarity desc, n.product_id
          limit $3
        ) q
      $query$,
      vector_dims(nearest_products.query_vector), nearest_products.model_id,
      -- Held against the demand from the nearest on, until there are enough.
      case when nearest_products.product_ids is null then
        'cross join lateral (select from product.qualifying_offers($2) o where o.product_id = n.product_id limit 1) o'
      else 'where n.product_id = any ($4)' end
    )
    into v_ids, v_similarities
    using nearest_products.query_vector, nearest_products.demand, nearest_products.row_limit, nearest_products.product_ids,
      v_reach;
    -- Fewer although many qualify: what is near does not qualify, or equal vectors cut parts of the graph off.
    if cardinality(v_ids) >= nearest_products.row_limit then
      return query
      select n.product_id, n.similarity
      from unnest(v_ids, v_similarities) n (product_id, similarity)
      where n.similarity > nearest_products.similarity_floor;
      return;
    end if;
  end if;
  -- "+ 0" keeps the planner off any index: with few qualifying products exact is both faster and complete.
  return query
  select n.product_id, n.similarity
  from (
    select e.product_id, 1 - (e.embedding <=> nearest_products.query_vector) as similarity
    from embeddings.product_embedding e
    where e.model_id = nearest_products.model_id
      and e.embedding is not null
      and (nearest_products.product_ids is null or e.product_id = any (nearest_products.product_ids))
      and (
        nearest_products.product_ids is not null
        or exists (
          select from product.qualifying_offers(nearest_products.demand) o where o.product_id = e.product_id
        )
      )
    order by (e.embedding <=> nearest_products.query_vector) + 0, e.product_id
    limit nearest_products.row_limit
  ) n
  where n.similarity > nearest_products.similarity_floor;
end
$$
language plpgsql
stable
security definer
set search_path = pg_catalog, public, pg_temp
set random_page_cost = 1.1
set plan_cache_mode = force_custom_plan
set hnsw.iterative_scan = relaxed_order
set hnsw.ef_search = 1000
set hnsw.max_scan_tuples = 40000
set hnsw.scan_mem_multiplier = 8;

comment on function embeddings.nearest_products(bigint, vector, real, product.demand, bigint[], boolean, integer) is
  'The arm of meaning: qualifying products by cosine similarity (-1..1), those above the floor; best first; where the index brings fewer than row_limit, exact ones come in their place. product_ids: the qualifying products where they are known, else null and the demand is judged inside the scan.';

grant execute on function embeddings.nearest_products(bigint, vector, real, product.demand, bigint[], boolean, integer)
  to trueshelf_api;
