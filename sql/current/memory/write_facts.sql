create or replace function memory.write_facts(
  turn_id uuid,
  plan jsonb,
  now timestamptz
)
returns jsonb
as $$
declare
  v_turn memory.turn;
  v_ids uuid[];
begin
  select t.* into strict v_turn from memory.turn t where t.turn_id = write_facts.turn_id;
  -- Sorted, so that facts of one turn keep their order.
  select coalesce(array_agg(g.id order by g.id), '{}') into v_ids
  from (select uuidv7() as id from jsonb_array_elements(write_facts.plan -> 'newFacts')) g;
  insert into memory.fact as f (fact_id, conversation_id, turn_id, principal, kind, key, trust, value, created_at)
  select v_ids[n.position], v_turn.conversation_id, v_turn.turn_id, v_turn.principal, n.value ->> 'kind', n.value ->> 'key',
    n.value ->> 'trust', n.value -> 'value', write_facts.now
  from jsonb_array_elements(write_facts.plan -> 'newFacts') with ordinality n (value, position);
  update memory.fact f
  set superseded_at = null, superseded_turn_id = null, superseded_why = null, superseded_by = null
  from jsonb_array_elements_text(write_facts.plan -> 'resumed') r (fact_id)
  where f.fact_id = r.fact_id::uuid and f.conversation_id = v_turn.conversation_id;
  update memory.fact f
  set superseded_at = write_facts.now, superseded_turn_id = v_turn.turn_id, superseded_why = s.value ->> 'why',
    superseded_by = v_ids[(s.value ->> 'by')::integer + 1]
  from jsonb_array_elements(write_facts.plan -> 'superseded') s (value)
  where f.fact_id = (s.value ->> 'factId')::uuid and f.conversation_id = v_turn.conversation_id;
  return jsonb_build_object(
    'facts', (
      select coalesce(jsonb_agg(
        case when f.value ->> 'factId' is not null then f.value else f.value || jsonb_build_object(
          'factId', v_ids[f.place],
          'turn', jsonb_build_object('id', v_turn.turn_id, 'position', v_turn.position)) end
        order by f.position), '[]')
      from (
        select e.value, e.position, count(*) filter (where e.value ->> 'factId' is null) over (order by e.position) as place
        from jsonb_array_elements(write_facts.plan -> 'facts') with ordinality e (value, position)
      ) f),
    'superseded', write_facts.plan -> 'supersededFacts');
end
$$
language plpgsql
volatile
set search_path = pg_catalog, public, pg_temp;

comment on function memory.write_facts(uuid, jsonb, timestamptz) is
  'Writes what a turn changes in the memory of its conversation (a plan of memory.plan_turn), and returns {facts, superseded}: the memory as it is then, with the ids of the new facts, and what was taken out of it.';

grant execute on function memory.write_facts(uuid, jsonb, timestamptz) to trueshelf_api;
