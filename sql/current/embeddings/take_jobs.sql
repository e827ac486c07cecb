create or replace function embeddings.take_jobs(
  model_id bigint,
  worker text,
  batch_size integer,
  lease interval,
  as_of timestamptz
)
returns bigint[]
as $$
declare
  v_picked bigint[];
  v_taken bigint[];
  v_product_id bigint;
  v_after timestamptz := '-infinity';
  v_after_id bigint := 0;
  v_passed integer := 0;
  v_one_by_one boolean := false;
begin
  -- Held while a model is being added; whoever embeds can come again.
  begin
    lock table embeddings.job in row exclusive mode;
  exception when lock_not_available then
    return '{}';
  end;
  loop
    with free as (
      select j.product_id, j.enqueued_at
      from embeddings.job j
      where j.model_id = take_jobs.model_id
        and j.parked_at is null
        and (j.enqueued_at, j.product_id) > (v_after, v_after_id)
        and (j.leased_until is null or j.leased_until <= take_jobs.as_of)
        and (j.retry_at is null or j.retry_at <= take_jobs.as_of)
      order by j.enqueued_at, j.product_id
      limit case when v_one_by_one then 1000 else take_jobs.batch_size end
    )
    select array_agg(f.product_id order by f.enqueued_at, f.product_id), max(f.enqueued_at)
    into v_picked, v_after
    from free f;
    if v_picked is null then
      return '{}';
    end if;
    v_after_id := v_picked[cardinality(v_picked)];

    v_taken := '{}';
    if not v_one_by_one then
      begin
        v_taken := embeddings.lease_jobs(take_jobs.model_id, v_picked, take_jobs.worker, take_jobs.lease, take_jobs.as_of);
      exception when lock_not_available then
        v_one_by_one := true;
      end;
    end if;
    if v_one_by_one then
      -- Somebody sits on some of them, perhaps for an hour: what is free is taken, the rest passed by.
      foreach v_product_id in array v_picked loop
        perform from embeddings.job j
        where j.product_id = v_product_id and j.model_id = take_jobs.model_id
        for update skip locked;
        if found then
          v_taken := v_taken
            || embeddings.lease_jobs(take_jobs.model_id, array[v_product_id], take_jobs.worker, take_jobs.lease, take_jobs.as_of);
          exit when cardinality(v_taken) >= take_jobs.batch_size;
        else
          v_passed := v_passed + 1;
        end if;
      end loop;
    end if;
    -- All of them went to somebody else: on to the next ones.
    if cardinality(v_taken) > 0 or v_passed >= 100000 then
      return v_taken;
    end if;
  end loop;
end
$$
language plpgsql
volatile
set search_path = pg_catalog, public, pg_temp
set lock_timeout = '100ms'; -- below deadlock_timeout, so that a writer who waits for us is never the one to be ended

comment on function embeddings.take_jobs(bigint, text, integer, interval, timestamptz) is
  'Leases up to batch_size waiting products of a model, oldest first, and returns their ids; none when nothing is free. Two callers never get the same one. Rows that somebody is writing for long are passed by, at most 100,000 of them.';
