create or replace function memory.resume_topic(
  plan jsonb,
  state jsonb
)
returns jsonb
as $$
  with left_behind as (
    select l.value, l.position
    from jsonb_array_elements(resume_topic.plan -> 'live') with ordinality l (value, position)
    where l.value ->> 'trust' <> 'EXPLICIT' and (l.value #>> '{turn,position}')::integer > (resume_topic.state #>> '{list,turn,position}')::integer
      and l.value ->> 'key' <> all ('{PRICE_MIN,PRICE_MAX,IN_STOCK,IN_STOCK_AT,CURRENT_PRICE}'::text[])
  ),
  topic as (
    select e as value from jsonb_array_elements(resume_topic.state -> 'earlier') e where e ->> 'kind' = 'TOPIC'
  ),
  dropped as (
    select memory.drop_facts(resume_topic.plan, (select coalesce(jsonb_agg(b.value order by b.position), '[]') from left_behind b), 'NEW_TOPIC') as plan
  )
  select d.plan || jsonb_build_object(
    'live', (resume_topic.state -> 'earlier') || (d.plan -> 'live'),
    'resumed', jsonb_path_query_array(resume_topic.state, '$.earlier[*].factId'),
    'ignored', (d.plan -> 'ignored') || (
      select coalesce(jsonb_agg(product.left_aside(memory.carried_piece(b.value), 'NOT_POSSIBLE', 'TOPIC', format(
        'turn %s found nothing of the kind, so that this goes on with %s', b.value #>> '{turn,position}',
        coalesce((select format('“%s” of turn %s', t.value ->> 'label', t.value #>> '{turn,position}') from topic t limit 1), 'what was there before')))), '[]')
      from left_behind b
      where b.value ->> 'kind' = 'TOPIC'))
  from dropped d;
$$
language sql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function memory.resume_topic(jsonb, jsonb) is
  'A plan that goes on with the topic before one that nothing in the catalogue comes near to: the facts of that one, resumed (their ids), hold again; those of the other are superseded, and it is ignored with the reason.';

grant execute on function memory.resume_topic(jsonb, jsonb) to trueshelf_api;
