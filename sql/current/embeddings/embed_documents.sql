create or replace function embeddings.embed_documents(
  model_id bigint,
  product_ids bigint[]
)
returns table (
  product_id bigint,
  content_hash bytea,
  embedding vector
)
as $$
  with document as materialized (
    select * from embeddings.document_tokens(embed_documents.product_ids)
  ),
  word as (
    select d.product_id, w.token, w.weight
    from document d
    cross join lateral (
      select unnest(d.title), 3
      union all select unnest(d.category), 2
      union all select unnest(d.brand), 1
      union all select unnest(d.description), 1
    ) w (token, weight)
  ),
  -- Sums of floats depend on their order: without one, two products of the same text would have different vectors.
  field as (
    select w.product_id, w.weight, sum(t.embedding order by t.token) as total
    from word w
    join embeddings.token t on t.model_id = embed_documents.model_id and t.token = w.token
    where t.embedding is not null
    group by w.product_id, w.weight
  ),
  -- A vector times a small whole number is the vector that many times.
  summed as (
    select f.product_id, sum(f.total order by f.weight) as total
    from field f
    cross join lateral generate_series(1, f.weight)
    group by f.product_id
  )
  select
    d.product_id,
    d.content_hash,
    case when vector_norm(s.total) > 0 then l2_normalize(s.total) end
  from document d
  left join summed s on s.product_id = d.product_id;
$$
language sql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function embeddings.embed_documents(bigint, bigint[]) is
  'Documents by the built-in model: the sum of their words'' vectors, title times 3, category times 2, brand and description once, at unit length; null without a known word. A row per product that exists, in no order.';
