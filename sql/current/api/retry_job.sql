create or replace function api.retry_job(
  job_id uuid
)
returns uuid
as $$
begin
  return work.retry_job(retry_job.job_id, statement_timestamp());
end
$$
language plpgsql
volatile
security definer
set search_path = pg_catalog, public, pg_temp;

comment on function api.retry_job(uuid) is
  'Queues a build, fit or refresh that failed or was cancelled again, as a job of its own, and returns its id. Raises TSNFD; TSJOB for what has not ended, succeeded, is retried already, or only its command can do again.';

grant execute on function api.retry_job(uuid) to trueshelf_operator;
