create or replace function memory.describe_conversation(
  conversation_id uuid,
  now timestamptz
)
returns jsonb
as $$
  select jsonb_build_object(
    'id', c.conversation_id,
    'createdAt', product.rfc3339(c.created_at),
    'expiresAt', product.rfc3339(c.expires_at),
    'facts', (
      select coalesce(jsonb_agg(f.value - 'value' order by f.position), '[]')
      from jsonb_array_elements(memory.conversation_state(c.conversation_id) -> 'facts') with ordinality f (value, position)
    ),
    'turns', (
      select coalesce(jsonb_agg(jsonb_build_object(
        'id', t.turn_id,
        'position', t.position,
        'move', t.move,
        'question', t.question,
        'askedAt', product.rfc3339(t.created_at),
        'narration', t.answer -> 'narration',
        'decisionId', t.decision_id) order by t.position), '[]')
      from (
        select n.*
        from memory.turn n
        where n.conversation_id = c.conversation_id and n.position is not null
        order by n.position desc
        limit 200
      ) t
    ))
  from memory.conversation c
  where c.conversation_id = describe_conversation.conversation_id
    and c.principal = current_setting('trueshelf.principal', true)
    and c.expires_at > describe_conversation.now;
$$
language sql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function memory.describe_conversation(uuid, timestamptz) is
  'A conversation of the caller, {id, createdAt, expiresAt, facts, turns}: its last 200 turns, in their order; null where the caller has none of that id, or it has expired.';

grant execute on function memory.describe_conversation(uuid, timestamptz) to trueshelf_api;
