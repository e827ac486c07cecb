create or replace function work.cancel_jobs(
  as_of timestamptz
)
returns integer
as $$
  select count(*)::integer
  from (
    select j.job_id
    from work.job j
    cross join lateral work.judge_job(j, cancel_jobs.as_of) t
    where j.state in ('queued', 'running') and t.state in ('queued', 'running') and j.cancel_requested_at is null
    order by j.created_at, j.job_id
  ) o
  cross join lateral work.cancel_job(o.job_id, cancel_jobs.as_of) s (state)
  where s.state in ('cancelled', 'running');
$$
language sql
volatile
security definer
set search_path = pg_catalog, public, pg_temp;

comment on function work.cancel_jobs(timestamptz) is
  'Cancels every job that is queued or running, as work.cancel_job does, and returns how many: those that were asked to stop before are not counted again.';

grant execute on function work.cancel_jobs(timestamptz) to trueshelf_api;
