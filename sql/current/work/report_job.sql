create or replace function work.report_job(
  job_id uuid,
  runner text,
  step text,
  rows_done bigint,
  rows_total bigint,
  as_of timestamptz
)
returns text
as $$
declare
  v_cancel_requested_at timestamptz;
begin
  update work.job j
  set heartbeat_at = report_job.as_of,
    step = coalesce(report_job.step, j.step),
    rows_done = coalesce(report_job.rows_done, j.rows_done),
    rows_total = case when report_job.step is null then j.rows_total else report_job.rows_total end
  where j.job_id = report_job.job_id and j.runner = report_job.runner and j.state = 'running'
  returning j.cancel_requested_at into v_cancel_requested_at;
  if not found then
    return 'LOST';
  end if;
  return case when v_cancel_requested_at is null then 'GO_ON' else 'CANCEL' end;
end
$$
language plpgsql
volatile
set search_path = pg_catalog, public, pg_temp;

comment on function work.report_job(uuid, text, text, bigint, bigint, timestamptz) is
  'Says that the runner lives and how far it is, and returns what it is to do: GO_ON, CANCEL (somebody wants it to stop), or LOST (it has ended, or another runner has it: stop at once and write nothing more). A null step is a sign of life only.';
