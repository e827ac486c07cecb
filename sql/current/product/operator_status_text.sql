create or replace function product.operator_status_text(
  status jsonb
)
returns text
as $$
  with figure as (
    select
      to_char((operator_status_text.status #>> '{catalogue,products}')::bigint, 'FM999,999,999,990') as products,
      to_char((operator_status_text.status #>> '{catalogue,active}')::bigint, 'FM999,999,999,990') as active,
      to_char((operator_status_text.status #>> '{catalogue,public}')::bigint, 'FM999,999,999,990') as everybodys,
      to_char((operator_status_text.status #>> '{catalogue,variants}')::bigint, 'FM999,999,999,990') as variants,
      to_char((operator_status_text.status #>> '{catalogue,offers}')::bigint, 'FM999,999,999,990') as offers
  ),
  line (part, position, content) as (
    select 1, 0::bigint, format('server     PostgreSQL %s, %s, at %s', operator_status_text.status #>> '{server,version}',
      case when (operator_status_text.status #> '{server,standby}')::boolean
        then format('standby, %s s behind', coalesce(operator_status_text.status #>> '{server,replayLagSeconds}', 'an unknown number of'))
        else 'takes writes' end,
      operator_status_text.status ->> 'at')
    union all
    select 2, 0, format('catalogue  %s products (%s active, %s of them for everybody), %s variants, %s offers',
      f.products, f.active, f.everybodys, f.variants, f.offers)
    from figure f
    union all
    select 3, 0, 'model      none is active: questions are answered by words alone'
    where operator_status_text.status -> 'activeModel' = 'null'
    union all
    select 4, m.position, format('model      %s, %s: %s of %s products have a vector of their present text (%s %%), %s wait%s, %s in progress, %s parked; lag p50 %s, p95 %s',
      m.value ->> 'model', m.value ->> 'state',
      (m.value ->> 'embedded')::bigint - (m.value ->> 'stale')::bigint, m.value ->> 'products',
      -- Never 100 while anything is missing.
      trunc((m.value ->> 'coverage')::numeric * 100, 1), m.value ->> 'backlog',
      case when m.value -> 'oldestPending' <> 'null' then format(' since %s', m.value ->> 'oldestPending') end,
      m.value ->> 'inProgress', m.value ->> 'parked',
      coalesce((m.value ->> 'lagP50Seconds') || ' s', '–'), coalesce((m.value ->> 'lagP95Seconds') || ' s', '–'))
    from jsonb_array_elements(operator_status_text.status -> 'models') with ordinality m (value, position)
    union all
    select 5, m.position, format('provider   of %s gives nothing: %s%s (%s)', m.value ->> 'model', m.value #>> '{failure,code}',
      ': ' || (m.value #>> '{failure,message}'), coalesce(m.value #>> '{failure,at}', 'at an unknown time'))
    from jsonb_array_elements(operator_status_text.status -> 'models') with ordinality m (value, position)
    where m.value -> 'failure' <> 'null'
    union all
    select 6, e.position, format('parked     %s of %s: %s%s', e.value ->> 'products', e.value ->> 'model', e.value ->> 'code',
      ': ' || (e.value ->> 'message'))
    from jsonb_array_elements(operator_status_text.status -> 'parkedErrors') with ordinality e (value, position)
    union all
    select 7, 0, format('jobs       %s queued, %s running, %s failed in the last day', operator_status_text.status #>> '{jobs,queued}',
      operator_status_text.status #>> '{jobs,running}', operator_status_text.status #>> '{jobs,failedInLastDay}')
    union all
    select 8, j.position, format('job        %s %s %s%s%s', j.value ->> 'jobId', j.value ->> 'label', j.value ->> 'state',
      ': ' || (j.value ->> 'step'),
      case when (j.value ->> 'rowsDone')::bigint > 0 then
        format(', %s%s rows', j.value ->> 'rowsDone', ' of ' || (j.value ->> 'rowsTotal')) end)
    from jsonb_array_elements(operator_status_text.status #> '{jobs,open}') with ordinality j (value, position)
    union all
    select 9, j.position, format('failed     %s %s: %s%s', j.value ->> 'jobId', j.value ->> 'label', j.value ->> 'errorCode',
      ': ' || (j.value ->> 'errorMessage'))
    from jsonb_array_elements(operator_status_text.status #> '{jobs,failed}') with ordinality j (value, position)
  )
  select string_agg(l.content, E'\n' order by l.part, l.position) || E'\n' from line l;
$$
language sql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function product.operator_status_text(jsonb) is
  'What product.operator_status() says, for people: a line a fact, each beginning with what it is about.';

grant execute on function product.operator_status_text(jsonb) to trueshelf_api;
