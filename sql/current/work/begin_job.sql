create or replace function work.begin_job(
  kind text,
  label text,
  parameters jsonb,
  runner text,
  as_of timestamptz
)
returns uuid
as $$
declare
  v_job_id uuid;
begin
  perform work.settle_jobs(begin_job.as_of);
  insert into work.job as j (kind, label, state, parameters, runner, attempts, created_at, started_at, heartbeat_at)
  values (
    begin_job.kind, begin_job.label, 'running', begin_job.parameters, begin_job.runner, 1,
    begin_job.as_of, begin_job.as_of, begin_job.as_of
  )
  returning j.job_id into v_job_id;
  return v_job_id;
end
$$
language plpgsql
volatile
set search_path = pg_catalog, public, pg_temp;

comment on function work.begin_job(text, text, jsonb, text, timestamptz) is
  'Records long work that its caller does itself, running from now on, and returns its id. For commands of the owner.';
