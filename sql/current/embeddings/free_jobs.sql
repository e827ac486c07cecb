create or replace function embeddings.free_jobs(
  model_id bigint,
  worker text,
  product_ids bigint[],
  generations bigint[],
  error jsonb,
  park boolean,
  retry_after interval,
  as_of timestamptz
)
returns integer
as $$
  with freed as (
    update embeddings.job j
    set leased_until = null,
      attempts = j.attempts - case when j.generation = g.generation and free_jobs.error is null then 1 else 0 end,
      -- What went wrong was the text of before, if it was edited meanwhile.
      error = case when j.generation = g.generation and free_jobs.error is not null
        then free_jobs.error || jsonb_build_object('attempts', j.attempts, 'at', product.rfc3339(free_jobs.as_of))
        else j.error
      end,
      parked_at = case when j.generation = g.generation and free_jobs.park then free_jobs.as_of end,
      retry_at = case when j.generation = g.generation then free_jobs.as_of + nullif(free_jobs.retry_after, '0') end
    from unnest(free_jobs.product_ids, free_jobs.generations) g (product_id, generation)
    where j.product_id = g.product_id
      and j.model_id = free_jobs.model_id
      and j.leased_by = free_jobs.worker
      and j.leased_until is not null
      and j.parked_at is null
    returning j.generation = g.generation as is_same
  )
  select (count(*) filter (where f.is_same))::integer from freed f;
$$
language sql
volatile
set search_path = pg_catalog, public, pg_temp;

comment on function embeddings.free_jobs(bigint, text, bigint[], bigint[], jsonb, boolean, interval, timestamptz) is
  'Gives back or parks what the worker still holds, and counts it. What was edited meanwhile is free, without the error and not counted.';
