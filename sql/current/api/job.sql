create or replace function api.job(
  job_id uuid
)
returns jsonb
as $$
declare
  v_job work.job := work.find_job(job.job_id, statement_timestamp());
begin
  return jsonb_build_object(
    'jobId', v_job.job_id,
    'kind', v_job.kind,
    'label', v_job.label,
    'state', v_job.state,
    'parameters', v_job.parameters,
    'step', v_job.step,
    'rowsDone', v_job.rows_done,
    'rowsTotal', v_job.rows_total,
    'result', v_job.result,
    'error', v_job.error,
    'retryOf', v_job.retry_of,
    'attempts', v_job.attempts,
    'requestedBy', v_job.requested_by,
    'runner', v_job.runner,
    'cancelRequestedAt', v_job.cancel_requested_at,
    'createdAt', v_job.created_at,
    'startedAt', v_job.started_at,
    'heartbeatAt', v_job.heartbeat_at,
    'finishedAt', v_job.finished_at);
end
$$
language plpgsql
stable
security definer
set search_path = pg_catalog, public, pg_temp;

comment on function api.job(uuid) is
  'Everything about one job: jobId, kind, label, state, parameters, step, rowsDone, rowsTotal, result, error {code, message, detail, hint, context}, retryOf, attempts, requestedBy, runner, and its instants. Reading changes nothing: it says the same again and again. Raises TSNFD.';

grant execute on function api.job(uuid) to trueshelf_operator;
