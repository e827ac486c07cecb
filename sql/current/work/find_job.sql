create or replace function work.find_job(
  job_id uuid,
  as_of timestamptz
)
returns work.job
as $$
declare
  v_job work.job;
begin
  select j.* into v_job from work.job j where j.job_id = find_job.job_id;
  if not found then
    raise exception using errcode = 'TSNFD',
      message = format('there is no job %s', coalesce(find_job.job_id::text, 'null')), hint = 'api.jobs() lists them.';
  end if;
  return work.judge_job(v_job, find_job.as_of);
end
$$
language plpgsql
stable
security definer
set search_path = pg_catalog, public, pg_temp;

comment on function work.find_job(uuid, timestamptz) is 'A job as it stands in truth. Raises TSNFD.';

grant execute on function work.find_job(uuid, timestamptz) to trueshelf_api;
