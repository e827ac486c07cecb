create or replace function work.judge_job(
  job work.job,
  as_of timestamptz
)
returns work.job
as $$
declare
  v_job work.job := judge_job.job;
begin
  if v_job.state <> 'running' or v_job.heartbeat_at >= judge_job.as_of - interval '1 minute' then
    return v_job;
  end if;
  if v_job.cancel_requested_at is not null then
    v_job.state := 'cancelled';
    v_job.finished_at := v_job.heartbeat_at;
  elsif v_job.kind in ('build', 'fit', 'refresh') and v_job.attempts < 5 then
    v_job.state := 'queued';
  else
    v_job.state := 'failed';
    v_job.finished_at := v_job.heartbeat_at;
    v_job.error := jsonb_build_object(
      'code', 'RUNNER_LOST',
      'message', format('the process that did it was last heard of at %s and did not say how it ended', to_char(v_job.heartbeat_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS "UTC"')),
      'detail', case when v_job.attempts > 1 then format('It was tried %s times.', v_job.attempts) end,
      'hint', case
        when v_job.kind in ('build', 'fit', 'refresh') then 'See why its processes end (memory, restarts), then retry it: trueshelf jobs retry ID.'
        else 'What was committed stays: run the command again to go on.' end,
      'context', jsonb_build_object('runner', v_job.runner, 'step', v_job.step));
  end if;
  return v_job;
end
$$
language plpgsql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function work.judge_job(work.job, timestamptz) is
  'The row as it stands in truth: one whose runner has not been heard of for a minute is cancelled where that was wanted, queued again where another worker can take it (build, fit, refresh, up to five attempts), and else failed with RUNNER_LOST. Writes nothing, so that lists are true on a standby too.';
