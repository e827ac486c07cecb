create or replace function embeddings.status()
returns table (
  model text,
  provider text,
  state text,
  dimensions integer,
  products bigint,
  embedded bigint,
  backlog bigint,
  parked bigint,
  oldest_pending timestamptz,
  last_embedded_at timestamptz,
  similarity_floor real
)
as $$
  select
    m.name, m.provider, m.state, m.dimensions,
    (select count(*) from product.product p),
    done.embedded,
    waiting.backlog,
    waiting.parked,
    waiting.oldest_pending,
    done.last_embedded_at,
    m.similarity_floor
  from embeddings.model m
  cross join lateral (
    select count(*) as embedded, max(e.embedded_at) as last_embedded_at
    from embeddings.product_embedding e
    where e.model_id = m.model_id
  ) done
  cross join lateral (
    select
      count(*) filter (where j.error is null) as backlog,
      count(*) filter (where j.error is not null) as parked,
      min(j.enqueued_at) filter (where j.error is null) as oldest_pending
    from embeddings.job j
    where j.model_id = m.model_id
  ) waiting
  where m.state <> 'retired'
  order by m.state, m.model_id;
$$
language sql
stable
security definer
set search_path = pg_catalog, public, pg_temp;

comment on function embeddings.status() is 'The figures behind api.embedding_status().';

grant execute on function embeddings.status() to trueshelf_api;
