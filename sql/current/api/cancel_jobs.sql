create or replace function api.cancel_jobs()
returns integer
as $$
begin
  return work.cancel_jobs(statement_timestamp());
end
$$
language plpgsql
volatile
security definer
set search_path = pg_catalog, public, pg_temp;

comment on function api.cancel_jobs() is
  'Stops every job that is queued or running and returns how many; those that had been asked to stop before are not counted again.';

grant execute on function api.cancel_jobs() to trueshelf_operator;
