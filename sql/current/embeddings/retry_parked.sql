create or replace function embeddings.retry_parked(
  model_id bigint,
  as_of timestamptz
)
returns integer
as $$
declare
  v_retried integer;
begin
  -- A new generation: it wakes workers, and who still has the text in hand is too late.
  update embeddings.job j
  set generation = default,
    enqueued_at = retry_parked.as_of,
    leased_until = null,
    attempts = 0,
    error = null,
    retry_at = null,
    parked_at = null
  where j.parked_at is not null
    and (retry_parked.model_id is null or j.model_id = retry_parked.model_id);
  get diagnostics v_retried = row_count;
  return v_retried;
end
$$
language plpgsql
volatile
security definer
set search_path = pg_catalog, public, pg_temp;

comment on function embeddings.retry_parked(bigint, timestamptz) is
  'Puts what was parked for a model (null: for any) back into the queue, as if it had been edited now, and counts it.';

grant execute on function embeddings.retry_parked(bigint, timestamptz) to trueshelf_api;
