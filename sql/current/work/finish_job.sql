create or replace function work.finish_job(
  job_id uuid,
  runner text,
  state text,
  result jsonb,
  error jsonb,
  as_of timestamptz
)
returns boolean
as $$
begin
  update work.job j
  set state = finish_job.state,
    result = finish_job.result,
    error = finish_job.error,
    heartbeat_at = finish_job.as_of,
    attempts = case when finish_job.state = 'queued' then greatest(j.attempts - 1, 0) else j.attempts end,
    finished_at = case when finish_job.state = 'queued' then null else finish_job.as_of end
  where j.job_id = finish_job.job_id and j.runner = finish_job.runner and j.state = 'running';
  return found;
end
$$
language plpgsql
volatile
set search_path = pg_catalog, public, pg_temp;

comment on function work.finish_job(uuid, text, text, jsonb, jsonb, timestamptz) is
  'Records how the runner''s job ended: succeeded or cancelled with what was done, failed with its error {code, message, detail, hint, context}; or queued, given back for another runner without counting as an attempt. False where it had ended already or another runner has it: then nothing is written.';
