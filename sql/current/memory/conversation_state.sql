create or replace function memory.conversation_state(
  conversation_id uuid
)
returns jsonb
as $$
  with conversation as (
    select c.* from memory.conversation c where c.conversation_id = conversation_state.conversation_id
  ),
  fact as materialized (
    select f.fact_id, f.kind, f.key, f.value,
      jsonb_build_object(
        'factId', f.fact_id, 'kind', f.kind, 'key', f.key, 'label', f.value ->> 'said', 'trust', f.trust, 'value', f.value,
        'turn', jsonb_build_object('id', t.turn_id, 'position', t.position)) as content,
      t.position
    from memory.fact f
    join memory.turn t on t.turn_id = f.turn_id
    where f.conversation_id = conversation_state.conversation_id and f.superseded_at is null
  ),
  turn as (
    select t.turn_id, t.position, t.move, t.request, t.answer, jsonb_build_object('id', t.turn_id, 'position', t.position) as said
    from memory.turn t
    where t.conversation_id = conversation_state.conversation_id and t.position is not null
  ),
  list as (
    select t.*
    from turn t
    where t.move in ('SEARCH', 'REFINE', 'NEW_TOPIC', 'FORGET', 'RESTART', 'MORE') and t.answer #> '{page,items,0}' is not null
    order by t.position desc
    limit 1
  ),
  focus as (
    select t.*
    from turn t
    where t.move = 'ITEM' and t.answer #> '{page,items,0}' is not null and jsonb_typeof(t.answer -> 'reference') = 'object'
      and t.position > coalesce((select l.position from list l), 0)
    order by t.position desc
    limit 1
  ),
  -- Of a topic that nothing in the catalogue comes near to there is nothing to go on with, but of the one before it.
  earlier as (
    select f.fact_id, f.kind, f.key, f.value,
      jsonb_build_object(
        'factId', f.fact_id, 'kind', f.kind, 'key', f.key, 'label', f.value ->> 'said', 'trust', f.trust, 'value', f.value,
        'turn', jsonb_build_object('id', t.turn_id, 'position', t.position)) as content,
      t.position
    from list l
    join memory.fact f on f.conversation_id = conversation_state.conversation_id and f.superseded_why = 'NEW_TOPIC'
    join memory.turn t on t.turn_id = f.turn_id and t.position <= l.position
    join turn s on s.turn_id = f.superseded_turn_id and s.position > l.position
    where exists (
      select
      from fact o
      join turn n on n.position = o.position
      where o.kind = 'TOPIC' and n.position > l.position and n.answer #> '{page,items}' = '[]' and n.answer #> '{page,funnel,candidates}' = '0')
  ),
  category as (
    select distinct s.slug
    from (select f.key, f.value from fact f where not exists (select from earlier) union all select e.key, e.value from earlier e) f
    cross join lateral jsonb_array_elements_text(f.value #> '{filter,categories}') s (slug)
    where f.key in ('CATEGORY', 'PREFER_CATEGORY')
  )
  select jsonb_build_object(
    'conversationId', c.conversation_id,
    'expiresAt', product.rfc3339(c.expires_at),
    'position', coalesce((select max(t.position) from turn t), 0),
    'topic', (
      select jsonb_build_object(
        'residue', f.value -> 'residue',
        'categories', (select coalesce(jsonb_agg(g.slug order by g.slug), '[]') from category g),
        'names', (
          select coalesce(jsonb_agg(k.name order by k.slug), '[]')
          from product.category k
          where k.slug in (select g.slug from category g)))
      from (select f.kind, f.value, f.position from fact f where not exists (select from earlier)
        union all select e.kind, e.value, e.position from earlier e) f
      where f.kind = 'TOPIC'
      order by f.position desc
      limit 1),
    'facts', (select coalesce(jsonb_agg(f.content order by f.position, f.fact_id), '[]') from fact f),
    'earlier', (select coalesce(jsonb_agg(e.content order by e.position, e.fact_id), '[]') from earlier e),
    'list', (
      select jsonb_build_object(
        'turn', l.said, 'currency', l.answer #> '{page,currency}', 'items', l.answer #> '{page,items}',
        'endCursor', l.answer #> '{page,items,-1,cursor}', 'hasNextPage', l.answer #> '{page,hasNextPage}', 'request', l.request)
      from list l),
    'focus', (
      select jsonb_build_object(
        'turn', o.said, 'currency', o.answer #> '{page,currency}', 'item', o.answer #> '{page,items,0}', 'reference', o.answer -> 'reference')
      from focus o))
  from conversation c;
$$
language sql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function memory.conversation_state(uuid) is
  'What a conversation of the caller holds to: {conversationId, expiresAt, position (of the last turn, 0: none), topic ({residue, categories, names} or null), facts (live ones, oldest turn first), earlier (those of the topic before one that nothing comes near to, else []; topic is that one then), list (the last turn that showed products: {turn, currency, items, endCursor, hasNextPage, request}), focus (a product asked about since: {turn, currency, item, reference})}. Null where the caller has no such conversation.';

grant execute on function memory.conversation_state(uuid) to trueshelf_api;
