create or replace function embeddings.enqueue_jobs(
  product_ids bigint[],
  model_ids bigint[]
)
returns void
as $$
  -- In one order, or two statements over the same products could wait for each other.
  insert into embeddings.job as j (product_id, model_id)
  select g.product_id, g.model_id
  from unnest(enqueue_jobs.product_ids, enqueue_jobs.model_ids) g (product_id, model_id)
  order by g.product_id, g.model_id
  on conflict on constraint job_pkey do update
  set generation = default,
    enqueued_at = case when j.parked_at is null then j.enqueued_at else excluded.enqueued_at end,
    content_hash = null, -- it was of the text before; and see embeddings.status
    attempts = 0,
    error = null,
    retry_at = null,
    parked_at = null;
$$
language sql
volatile
set search_path = pg_catalog, public, pg_temp;

comment on function embeddings.enqueue_jobs(bigint[], bigint[]) is
  'Queues products for models, pair by pair, each pair once. What waits already counts as edited again: who is embedding it will be too late, and what was parked is tried again.';
