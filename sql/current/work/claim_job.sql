create or replace function work.claim_job(
  runner text,
  kinds text[],
  as_of timestamptz,
  held uuid[] default '{}'
)
returns work.job
as $$
declare
  v_job_id uuid;
  v_job work.job;
begin
  perform work.settle_jobs(claim_job.as_of, claim_job.held);
  loop
    select j.job_id into v_job_id
    from work.job j
    where j.state = 'queued' and j.kind = any (claim_job.kinds) and j.job_id <> all (claim_job.held)
    order by j.created_at, j.job_id
    limit 1;
    if not found then
      return null;
    end if;
    -- Of two that picked the same, the second finds the state changed, and picks again.
    update work.job j
    set state = 'running', runner = claim_job.runner, attempts = j.attempts + 1, step = null, rows_done = 0, rows_total = null,
      started_at = coalesce(j.started_at, claim_job.as_of), heartbeat_at = claim_job.as_of
    where j.job_id = v_job_id and j.state = 'queued'
    returning j.* into v_job;
    if found then
      return v_job;
    end if;
  end loop;
end
$$
language plpgsql
volatile
set search_path = pg_catalog, public, pg_temp;

comment on function work.claim_job(text, text[], timestamptz, uuid[]) is
  'Takes the oldest queued job of these kinds for the runner and returns it; a row of nulls when there is none. Those whose runner died are judged before: build, fit and refresh are queued again, the others have failed. held: jobs that the caller has under way itself; they are neither judged nor taken, so that one whose single connection was busy for a minute does not do them twice.';
