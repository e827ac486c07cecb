create or replace function embeddings.extend_leases(
  model_id bigint,
  worker text,
  product_ids bigint[],
  lease interval,
  as_of timestamptz
)
returns bigint[]
as $$
  with extended as (
    update embeddings.job j
    set leased_until = extend_leases.as_of + extend_leases.lease
    where j.product_id = any (extend_leases.product_ids)
      and j.model_id = extend_leases.model_id
      and j.leased_by = extend_leases.worker
      and j.leased_until is not null
      and j.parked_at is null
    returning j.product_id
  )
  select coalesce(array_agg(e.product_id order by e.product_id), '{}') from extended e;
$$
language sql
volatile
set search_path = pg_catalog, public, pg_temp;

comment on function embeddings.extend_leases(bigint, text, bigint[], interval, timestamptz) is
  'Extends the leases that the worker holds, or held last and nobody took since, and returns of which products, by id.';
