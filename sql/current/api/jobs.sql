create or replace function api.jobs(
  with_state text default null,
  k integer default 50
)
returns table (
  job_id uuid,
  kind text,
  label text,
  state text,
  step text,
  rows_done bigint,
  rows_total bigint,
  requested_by text,
  created_at timestamptz,
  started_at timestamptz,
  finished_at timestamptz,
  error_code text
)
as $$
begin
  if jobs.with_state not in ('queued', 'running', 'succeeded', 'failed', 'cancelled') then
    raise exception using errcode = 'TSOPT',
      message = format('the state is "%s", expected queued, running, succeeded, failed or cancelled', left(jobs.with_state, 60)),
      hint = 'Leave it out for jobs of every state.';
  end if;
  if jobs.k is null or jobs.k not between 1 and 1000 then
    raise exception using errcode = 'TSLIM',
      message = format('k is %s, expected 1 to 1000', coalesce(jobs.k::text, 'null')), hint = 'Ask for fewer jobs.';
  end if;
  return query
    select j.job_id, j.kind, j.label, j.state, j.step, j.rows_done, j.rows_total, j.requested_by, j.created_at, j.started_at,
      j.finished_at, j.error ->> 'code'
    from work.list_jobs(jobs.with_state, jobs.k, statement_timestamp()) j;
end
$$
language plpgsql
stable
security definer
set search_path = pg_catalog, public, pg_temp;

comment on function api.jobs(text, integer) is
  'Long work, newest first; with_state: only in that state. rows_done of rows_total (null: not known) are rows or products of the step under way, or of the last. A job whose process died is shown as what becomes of it. Raises TSOPT, TSLIM.';

grant execute on function api.jobs(text, integer) to trueshelf_operator;
