create or replace function work.retry_job(
  job_id uuid,
  as_of timestamptz
)
returns uuid
as $$
declare
  v_job work.job;
  v_again uuid;
  v_label text;
begin
  perform from work.job j where j.job_id = retry_job.job_id for update;
  v_job := work.find_job(retry_job.job_id, retry_job.as_of);
  if v_job.state not in ('failed', 'cancelled') then
    raise exception using errcode = 'TSJOB',
      message = format('the job %s is %s, expected one that failed or was cancelled', v_job.job_id, v_job.state),
      hint = case v_job.state when 'succeeded' then 'Start a new one.' else 'Wait for it, or cancel it first.' end;
  end if;
  if v_job.kind in ('import', 'seed') then
    raise exception using errcode = 'TSJOB',
      message = format('the job %s is a%s %s, which only its command can do again', v_job.job_id, case v_job.kind when 'import' then 'n' else '' end, v_job.kind),
      hint = format('Run trueshelf %s again: what was committed is found unchanged.', v_job.kind);
  end if;
  if v_job.parameters ? 'modelId' and not exists (
    select from embeddings.model m where m.model_id = (v_job.parameters ->> 'modelId')::bigint and m.state <> 'retired'
  ) then
    raise exception using errcode = 'TSJOB',
      message = format('the model "%s" of the job %s was retired', v_job.parameters ->> 'model', v_job.job_id),
      hint = 'Start a new job for a model in use.';
  end if;
  select j.job_id into v_again
  from work.job j
  where j.retry_of = v_job.job_id and j.state in ('queued', 'running')
  limit 1;
  if found then
    raise exception using errcode = 'TSJOB',
      message = format('the job %s is retried already, by %s', v_job.job_id, v_again),
      hint = 'Wait for that one, or cancel it first.';
  end if;
  v_again := work.queue_job(v_job.kind, v_job.parameters - 'modelId', null, v_job.job_id, retry_job.as_of);
  -- Who reads labels finds the two under one feature and environment.
  v_label := regexp_replace(v_job.label, '[^/]*$', '') || left(right(v_again::text, 12), 8);
  if length(v_label) <= 63 then
    update work.job j set label = v_label where j.job_id = v_again;
  end if;
  return v_again;
end
$$
language plpgsql
volatile
security definer
set search_path = pg_catalog, public, pg_temp;

comment on function work.retry_job(uuid, timestamptz) is
  'Queues again what failed or was cancelled, as a job of its own that names the old one, and returns its id. Raises TSNFD, TSJOB where it has not ended, succeeded, is retried already or is an import or a seeding, and what work.queue_job raises.';

grant execute on function work.retry_job(uuid, timestamptz) to trueshelf_api;
