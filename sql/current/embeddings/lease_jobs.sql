create or replace function embeddings.lease_jobs(
  model_id bigint,
  product_ids bigint[],
  worker text,
  lease interval,
  as_of timestamptz
)
returns bigint[]
as $$
  with leased as (
    update embeddings.job j
    set leased_until = lease_jobs.as_of + lease_jobs.lease,
      leased_by = lease_jobs.worker,
      attempts = j.attempts + 1
    where j.product_id = any (lease_jobs.product_ids)
      and j.model_id = lease_jobs.model_id
      and j.parked_at is null
      and (j.leased_until is null or j.leased_until <= lease_jobs.as_of)
      and (j.retry_at is null or j.retry_at <= lease_jobs.as_of)
    returning j.product_id, j.enqueued_at
  )
  select coalesce(array_agg(l.product_id order by l.enqueued_at, l.product_id), '{}') from leased l;
$$
language sql
volatile
set search_path = pg_catalog, public, pg_temp;

comment on function embeddings.lease_jobs(bigint, bigint[], text, interval, timestamptz) is
  'Leases those of the products that are still free, and returns them, oldest first.';
