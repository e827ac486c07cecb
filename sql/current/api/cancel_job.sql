create or replace function api.cancel_job(
  job_id uuid
)
returns text
as $$
begin
  return work.cancel_job(cancel_job.job_id, statement_timestamp());
end
$$
language plpgsql
volatile
security definer
set search_path = pg_catalog, public, pg_temp;

comment on function api.cancel_job(uuid) is
  'Stops a job and returns the state it has then: cancelled, or running: its process stops between two steps. One that has ended stays what it is: succeeded, failed or cancelled. Raises TSNFD.';

grant execute on function api.cancel_job(uuid) to trueshelf_operator;
