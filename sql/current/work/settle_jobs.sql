create or replace function work.settle_jobs(
  as_of timestamptz
)
returns void
as $$
  update work.job j
  set (state, finished_at, error) = (
    select t.state, t.finished_at, t.error
    from work.judge_job(j, settle_jobs.as_of) t
  )
  where j.state = 'running' and j.heartbeat_at < settle_jobs.as_of - interval '1 minute';
$$
language sql
volatile
set search_path = pg_catalog, public, pg_temp;

comment on function work.settle_jobs(timestamptz) is 'Writes down what work.judge_job says of jobs whose runner has died.';
