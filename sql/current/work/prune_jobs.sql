create or replace function work.prune_jobs(
  finished_before timestamptz,
  at_most integer
)
returns integer
as $$
declare
  v_gone integer;
begin
  delete from work.job j
  where j.job_id = any (array(
    select o.job_id
    from work.job o
    where o.finished_at < prune_jobs.finished_before
    order by o.finished_at, o.job_id
    limit prune_jobs.at_most
  ));
  get diagnostics v_gone = row_count;
  return v_gone;
end
$$
language plpgsql
volatile
security definer
set search_path = pg_catalog, public, pg_temp;

comment on function work.prune_jobs(timestamptz, integer) is
  'Removes jobs that ended before that instant, the oldest first, at_most so many, and returns how many.';

grant execute on function work.prune_jobs(timestamptz, integer) to trueshelf_api;
