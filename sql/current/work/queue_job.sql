create or replace function work.queue_job(
  kind text,
  parameters jsonb,
  label text,
  retry_of uuid,
  as_of timestamptz
)
returns uuid
as $$
declare
  v_job_id uuid := uuidv7();
  v_own text := format('%s/sql/%s', queue_job.kind, left(right(v_job_id::text, 12), 8));
  v_parameters jsonb := jsonb_strip_nulls(coalesce(queue_job.parameters, '{}'));
  v_model_id bigint;
  v_other uuid;
begin
  perform work.check_parameters(queue_job.kind, queue_job.parameters);
  if queue_job.label !~ '^[!-.0-~]+/[!-.0-~]+/[!-.0-~]+$' or length(queue_job.label) > 63 then
    raise exception using errcode = 'TSOPT',
      message = format('the label is "%s", expected feature/environment/request id', left(queue_job.label, 100)),
      hint = 'Three words of visible ASCII characters with a slash between, at most 63 characters in all, as import/production/3f9c2a81.';
  end if;
  if v_parameters ? 'model' then
    -- By name alone it would be for the next model of that name, should this one be retired.
    v_model_id := embeddings.used_model(v_parameters ->> 'model', 'It has just been retired.');
    v_parameters := v_parameters || jsonb_build_object('modelId', v_model_id::text);
  end if;
  if queue_job.kind = 'build' then
    -- To the end of the transaction: who asks for a build of the same model at the same time sees this one.
    perform pg_advisory_xact_lock(hashtextextended('trueshelf build of a model', v_model_id));
  end if;
  perform work.settle_jobs(queue_job.as_of);
  select j.job_id into v_other
  from work.job j
  where j.state in ('queued', 'running') and j.kind = 'build' and queue_job.kind = 'build'
    and j.parameters ->> 'modelId' = v_parameters ->> 'modelId'
  limit 1;
  if found then
    raise exception using errcode = 'TSJOB',
      message = format('the job %s builds "%s" already', v_other, v_parameters ->> 'model'),
      hint = 'Wait for it, or cancel it first.';
  end if;

  insert into work.job as j (job_id, kind, label, parameters, retry_of, created_at)
  values (v_job_id, queue_job.kind, coalesce(queue_job.label, v_own), v_parameters, queue_job.retry_of, queue_job.as_of);
  return v_job_id;
end
$$
language plpgsql
volatile
security definer
set search_path = pg_catalog, public, pg_temp;

comment on function work.queue_job(text, jsonb, text, uuid, timestamptz) is
  'Queues a job for a worker and returns its id; without a label it gets <kind>/sql/<eight digits of its id>. Raises what work.check_parameters raises, TSOPT for a label of another form, and TSJOB where the model is being built already.';

grant execute on function work.queue_job(text, jsonb, text, uuid, timestamptz) to trueshelf_api;
