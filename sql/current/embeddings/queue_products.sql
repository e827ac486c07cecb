create or replace function embeddings.queue_products(
  model_id bigint
)
returns bigint
as $$
declare
  v_lock_timeout constant text := current_setting('lock_timeout');
  v_queued bigint;
  v_missed bigint;
begin
  insert into embeddings.job (product_id, model_id)
  select p.product_id, queue_products.model_id
  from product.product p
  order by p.product_id
  on conflict do nothing;
  get diagnostics v_queued = row_count;

  -- A transaction whose edit or insert fired the trigger before the model could be seen queued nothing for it, and may commit
  -- after the look above. Each holds a lock on the queue to its end: once none does, whoever comes later sees the model.
  -- Short attempts, because all who queue meanwhile wait behind one.
  for v_attempt in 1..40 loop
    begin
      perform set_config('lock_timeout', '250ms', true);
      lock table embeddings.job in share row exclusive mode;
      exit;
    exception when lock_not_available then
      if v_attempt = 40 then
        raise exception using errcode = 'TSMOD',
          message = 'somebody has been changing products for 20 seconds without committing; what they change would be missed',
          hint = 'select pid, xact_start, state, query from pg_stat_activity order by xact_start; shows it first. Let it end, then try again.';
      end if;
      perform pg_sleep(0.25);
    end;
  end loop;
  perform set_config('lock_timeout', v_lock_timeout, true);

  insert into embeddings.job (product_id, model_id)
  select p.product_id, queue_products.model_id
  from product.product p
  where not exists (
    select from embeddings.job j where j.product_id = p.product_id and j.model_id = queue_products.model_id
  )
  on conflict do nothing;
  get diagnostics v_missed = row_count;
  return v_queued + v_missed;
end
$$
language plpgsql
volatile
security definer
set search_path = pg_catalog, public, pg_temp;

comment on function embeddings.queue_products(bigint) is
  'Queues every product for a model that was added in this transaction, and returns how many; no edit by a transaction that was open before is missed. Raises TSMOD where such a one does not end within 20 seconds.';
