create or replace function audit.demand(
  since timestamptz,
  k integer,
  now timestamptz
)
returns jsonb
as $$
  -- An empty list by its size, which is told without reading what is stored elsewhere.
  with asked as materialized (
    select d.decision_id, d.turn_id, d.decided_at, d.interpretation, d.funnel,
      pg_column_size(d.evidence) < 32 and (d.funnel is null or (d.funnel ->> 'remaining')::bigint = 0) as empty
    from audit.decision d
    where d.decided_at >= demand.since
      and d.error is null
      -- "start over" alone asks for nothing.
      and (d.move in ('SEARCH', 'REFINE', 'NEW_TOPIC') or d.move in ('FORGET', 'RESTART') and d.funnel is not null)
  ),
  unanswered as (
    select lower(btrim(regexp_replace(t.question, '\s+', ' ', 'g'))) as question,
      (
        select coalesce(jsonb_agg(c.value ->> 'label' order by c.position), '[]')
        from jsonb_array_elements(a.interpretation -> 'constraints') with ordinality c (value, position)
        where c.value ->> 'kind' <> 'CURRENT_PRICE'
      ) as constraints,
      count(*) as times,
      max(a.decided_at) as last_asked_at
    from asked a
    left join (memory.turn t join memory.conversation m on m.conversation_id = t.conversation_id and m.expires_at > demand.now)
      on t.turn_id = a.turn_id
    where a.empty
    group by 1, 2
    order by times desc, last_asked_at desc, question, constraints
    limit demand.k
  ),
  turned_away as (
    select c.value ->> 'key' as key, c.value ->> 'label' as label,
      sum((s.value ->> 'turnedAway')::bigint) as turned_away, count(distinct a.decision_id) as questions
    from asked a
    cross join jsonb_array_elements(a.funnel -> 'steps') s (value)
    join jsonb_array_elements(a.interpretation -> 'constraints') c (value) on c.value ->> 'id' = s.value ->> 'constraintId'
    where (s.value ->> 'turnedAway')::bigint > 0
    group by 1, 2
    order by turned_away desc, questions desc, key, label
    limit demand.k
  )
  select jsonb_build_object(
    'since', product.rfc3339(demand.since),
    'questions', (
      select coalesce(jsonb_agg(jsonb_build_object(
        'question', u.question, 'times', u.times, 'lastAskedAt', product.rfc3339(u.last_asked_at), 'constraints', u.constraints)
        order by u.times desc, u.last_asked_at desc, u.question, u.constraints), '[]')
      from unanswered u),
    'constraints', (
      select coalesce(jsonb_agg(jsonb_build_object(
        'key', t.key, 'label', t.label, 'turnedAway', t.turned_away, 'questions', t.questions)
        order by t.turned_away desc, t.questions desc, t.key, t.label), '[]')
      from turned_away t));
$$
language sql
stable
security definer
set search_path = pg_catalog, public, pg_temp
set random_page_cost = 1.1;

comment on function audit.demand(timestamptz, integer, timestamptz) is
  'Behind api.demand: over the decisions since an instant, the questions that found nothing, most often asked first, and what each constraint turned away in all.';

grant execute on function audit.demand(timestamptz, integer, timestamptz) to trueshelf_api;
