create or replace function work.settle_jobs(
  as_of timestamptz,
  held uuid[] default '{}'
)
returns void
as $$
  -- Both conditions are the update's own: where a sign of life is being written, they are looked at again once it is.
  update work.job j
  set (state, finished_at, error) = (
    select t.state, t.finished_at, t.error
    from work.judge_job(j, settle_jobs.as_of) t
  )
  where j.state = 'running'
    and j.heartbeat_at < settle_jobs.as_of - interval '1 minute'
    and j.job_id <> all (settle_jobs.held);
$$
language sql
volatile
set search_path = pg_catalog, public, pg_temp;

comment on function work.settle_jobs(timestamptz, uuid[]) is 'Writes down what work.judge_job says of jobs whose runner has died; not of those that the caller holds itself.';
