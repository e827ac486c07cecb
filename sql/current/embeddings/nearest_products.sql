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
  v_ids bigint[];
  v_similarities double precision[];
begin
  if nearest_products.approximate then
    -- The literal model id and dimension match the model's partial HNSW index.
    execute format(
      $query$
        select array_agg(n.product_id), array_agg(n.similarity)
        from (
          select e.product_id, 1 - (e.embedding::vector(%1$s) <=> $1::vector(%1$s)) as similarity
          from embeddings.product_embedding e
          where e.model_id = %2$s
            and %3$s
          order by e.embedding::vector(%1$s) <=> $1::vector(%1$s)
          limit $3
        ) n
      $query$,
      vector_dims(nearest_products.query_vector), nearest_products.model_id,
      case when nearest_products.product_ids is null then
        'exists (select from product.qualifying_offers($2) o where o.product_id = e.product_id)'
      else 'e.product_id = any ($4)' end
    )
    into v_ids, v_similarities
    using nearest_products.query_vector, nearest_products.demand, nearest_products.row_limit, nearest_products.product_ids;
    -- Fewer than asked for although many qualify: the walk hit its bound, or equal vectors cut parts of the graph off.
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
set plan_cache_mode = force_custom_plan
set hnsw.iterative_scan = relaxed_order
set hnsw.ef_search = 200
set hnsw.max_scan_tuples = 40000;

comment on function embeddings.nearest_products(bigint, vector, real, product.demand, bigint[], boolean, integer) is
  'The arm of meaning: qualifying products by cosine similarity (-1..1), those above the floor; exact rows are in order, approximate ones nearly so (callers sort); where the index brings fewer than row_limit, exact ones come in their place. product_ids: the qualifying products where they are known, else null and the demand is judged inside the scan.';

grant execute on function embeddings.nearest_products(bigint, vector, real, product.demand, bigint[], boolean, integer)
  to trueshelf_api;
