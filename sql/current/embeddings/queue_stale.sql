create or replace function embeddings.queue_stale(
  model_id bigint,
  product_ids bigint[],
  forced boolean,
  as_of timestamptz,
  out queued integer,
  out skipped bigint[]
)
as $$
declare
  v_product_id bigint;
begin
  skipped := '{}';
  begin
    queued := embeddings.queue_texts(queue_stale.model_id, queue_stale.product_ids, queue_stale.forced, queue_stale.as_of);
    return;
  exception when lock_not_available then
    null; -- somebody is writing one of them, perhaps for an hour
  end;
  queued := 0;
  perform set_config('lock_timeout', '1ms', true);
  foreach v_product_id in array queue_stale.product_ids loop
    begin
      queued := queued + embeddings.queue_texts(
        queue_stale.model_id, array[v_product_id], queue_stale.forced, queue_stale.as_of);
    exception when lock_not_available then
      skipped := skipped || v_product_id;
    end;
  end loop;
end
$$
language plpgsql
volatile
security definer
set search_path = pg_catalog, public, pg_temp
set lock_timeout = '100ms';

comment on function embeddings.queue_stale(bigint, bigint[], boolean, timestamptz) is
  'As embeddings.queue_texts(), without waiting for those who write: how many products it queued, and which it passed by.';
