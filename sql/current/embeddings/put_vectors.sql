create or replace function embeddings.put_vectors(
  model_id bigint,
  worker text,
  product_ids bigint[],
  generations bigint[],
  vectors vector[],
  as_of timestamptz
)
returns bigint[]
as $$
  -- The job goes and the vector comes in one statement: an edit waits for both, and then makes a new job.
  with done as (
    delete from embeddings.job j
    using unnest(put_vectors.product_ids, put_vectors.generations, put_vectors.vectors) g (product_id, generation, embedding)
    where j.product_id = g.product_id
      and j.model_id = put_vectors.model_id
      and j.generation = g.generation
      and j.leased_by = put_vectors.worker
      and j.content_hash is not null
    returning j.product_id, j.content_hash, j.enqueued_at, g.embedding
  ),
  put as (
    insert into embeddings.product_embedding as e (product_id, model_id, content_hash, embedding, embedded_at, enqueued_at)
    select d.product_id, put_vectors.model_id, d.content_hash, l2_normalize(d.embedding), put_vectors.as_of, d.enqueued_at
    from done d
    order by d.product_id
    on conflict on constraint product_embedding_pkey do update
    set content_hash = excluded.content_hash,
      embedding = excluded.embedding,
      embedded_at = excluded.embedded_at,
      -- Embedded anew, no edit waited for it: there is no lag to tell.
      enqueued_at = case when e.content_hash <> excluded.content_hash then excluded.enqueued_at end
    returning e.product_id
  )
  select coalesce(array_agg(p.product_id order by p.product_id), '{}') from put p;
$$
language sql
volatile
set search_path = pg_catalog, public, pg_temp;

comment on function embeddings.put_vectors(bigint, text, bigint[], bigint[], vector[], timestamptz) is
  'Keeps the vectors, at unit length, of those products that the worker still holds in this very generation, and returns which.';
