create or replace function work.summarise_jobs(
  as_of timestamptz
)
returns jsonb
as $$
  with judged as materialized (
    select t.*
    from work.job j
    cross join lateral work.judge_job(j, summarise_jobs.as_of) t
    where (j.finished_at is null or j.finished_at > summarise_jobs.as_of - interval '1 day')
      -- Again, since one whose runner died days ago ended then.
      and (t.finished_at is null or t.finished_at > summarise_jobs.as_of - interval '1 day')
  ),
  told as (
    select
      case when t.state in ('queued', 'running') then 'open' else t.state end as list,
      row_number() over (
        partition by case when t.state in ('queued', 'running') then 'open' else t.state end order by t.created_at desc, t.job_id desc
      ) as position,
      jsonb_build_object(
        'jobId', t.job_id, 'kind', t.kind, 'label', t.label, 'state', t.state, 'step', t.step, 'rowsDone', t.rows_done,
        'rowsTotal', t.rows_total, 'createdAt', product.rfc3339(t.created_at),
        'errorCode', t.error -> 'code', 'errorMessage', t.error -> 'message') as job
    from judged t
  )
  select jsonb_build_object(
    'queued', (select count(*) from judged t where t.state = 'queued'),
    'running', (select count(*) from judged t where t.state = 'running'),
    'failedInLastDay', (select count(*) from judged t where t.state = 'failed'),
    'open', (select coalesce(jsonb_agg(t.job order by t.position), '[]') from told t where t.list = 'open' and t.position <= 10),
    'failed', (select coalesce(jsonb_agg(t.job order by t.position), '[]') from told t where t.list = 'failed' and t.position <= 5));
$$
language sql
stable
security definer
set search_path = pg_catalog, public, pg_temp;

comment on function work.summarise_jobs(timestamptz) is
  'The long work as api.status() shows it: how many jobs wait, run and failed in the last day, the newest ten that are open and the newest five that failed; as work.judge_job sees them, and so as api.jobs() shows them.';
