create or replace function work.cancel_job(
  job_id uuid,
  as_of timestamptz
)
returns text
as $$
declare
  v_job work.job;
begin
  perform from work.job j where j.job_id = cancel_job.job_id for update;
  v_job := work.find_job(cancel_job.job_id, cancel_job.as_of);
  if v_job.state in ('queued', 'running') then
    v_job.cancel_requested_at := coalesce(v_job.cancel_requested_at, cancel_job.as_of);
    if v_job.state = 'queued' then
      v_job.state := 'cancelled';
      v_job.finished_at := cancel_job.as_of;
    end if;
    update work.job j
    set cancel_requested_at = v_job.cancel_requested_at, state = v_job.state, finished_at = v_job.finished_at
    where j.job_id = v_job.job_id;
  end if;
  return v_job.state;
end
$$
language plpgsql
volatile
security definer
set search_path = pg_catalog, public, pg_temp;

comment on function work.cancel_job(uuid, timestamptz) is
  'Cancels a queued job at once, and so one whose runner died and that would be taken again; asks the runner of a running one to stop. Returns the state it has then; one that has ended stays as it is. Raises TSNFD.';

grant execute on function work.cancel_job(uuid, timestamptz) to trueshelf_api;
