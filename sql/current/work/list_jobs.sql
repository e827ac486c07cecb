create or replace function work.list_jobs(
  with_state text,
  k integer,
  as_of timestamptz
)
returns setof work.job
as $$
  select t.*
  from work.job j
  cross join lateral work.judge_job(j, list_jobs.as_of) t
  where list_jobs.with_state is null or t.state = list_jobs.with_state
  order by j.created_at desc, j.job_id desc
  limit list_jobs.k;
$$
language sql
stable
security definer
set search_path = pg_catalog, public, pg_temp;

comment on function work.list_jobs(text, integer, timestamptz) is 'The newest jobs, as they stand in truth; with a state only those in it.';

grant execute on function work.list_jobs(text, integer, timestamptz) to trueshelf_api;
