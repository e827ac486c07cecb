create or replace function embeddings.retry_parked(
  model_id bigint,
  as_of timestamptz,
  parked_until timestamptz default null
)
returns integer
as $$
declare
  v_one record;
  v_retried integer := 0;
begin
  begin
    lock table embeddings.job in row exclusive mode;
  exception when lock_not_available then
    raise exception using errcode = 'TSMOD',
      message = 'a model has been being added for ten seconds, and the queue waits for that',
      hint = 'Try again once it is done.';
  end;
  for v_one in
    select j.product_id, j.model_id
    from embeddings.job j
    where j.parked_at is not null
      and (retry_parked.model_id is null or j.model_id = retry_parked.model_id)
      and (retry_parked.parked_until is null or j.parked_at <= retry_parked.parked_until)
    order by j.product_id, j.model_id
  loop
    -- Somebody may sit on it for an hour. If that is an edit, its commit puts it back.
    perform from embeddings.job j
    where j.product_id = v_one.product_id and j.model_id = v_one.model_id and j.parked_at is not null
    for update skip locked;
    continue when not found;
    -- A new generation: it wakes workers, and who still has the text in hand is too late.
    update embeddings.job j
    set generation = default,
      -- It has waited since its edit all the same; who waits for what was queued until then waits for it.
      enqueued_at = least(j.enqueued_at, retry_parked.as_of),
      leased_until = null,
      attempts = 0,
      error = null,
      retry_at = null,
      parked_at = null
    where j.product_id = v_one.product_id and j.model_id = v_one.model_id;
    v_retried := v_retried + 1;
  end loop;
  return v_retried;
end
$$
language plpgsql
volatile
security definer
set search_path = pg_catalog, public, pg_temp
set lock_timeout = '10s';

comment on function embeddings.retry_parked(bigint, timestamptz, timestamptz) is
  'Puts what was parked for a model (null: for any) by that instant (null: whenever) back into the queue, where it waits since its oldest change that is not embedded, as_of at the latest, and counts it. What somebody is writing is passed by and stays parked. Raises TSMOD where the queue is locked for more than ten seconds.';

grant execute on function embeddings.retry_parked(bigint, timestamptz, timestamptz) to trueshelf_api;
