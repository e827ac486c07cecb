create or replace function audit.record_decision(
  turn memory.turn,
  answer jsonb,
  completion jsonb,
  now timestamptz
)
returns uuid
as $$
  with salted as (
    select c.salt
    from memory.conversation c
    where c.conversation_id = (record_decision.turn).conversation_id
  )
  insert into audit.decision (
    turn_id, conversation_id, position, move, principal, customer_group, decided_at, as_of, question_digest, request,
    interpretation, retrieval, policies, facts, models, funnel, relaxations, evidence,
    narration_source, narration_digest, verdicts, latency, usage, error
  )
  select
    (record_decision.turn).turn_id,
    (record_decision.turn).conversation_id,
    (record_decision.turn).position,
    (record_decision.turn).move,
    current_setting('trueshelf.principal'),
    nullif(current_setting('trueshelf.customer_group'), ''),
    record_decision.now,
    (p.page ->> 'asOf')::timestamptz,
    audit.text_digest(s.salt, (record_decision.turn).question),
    audit.bare_request((record_decision.turn).request),
    audit.without_text(p.page -> 'interpretation'),
    (p.page -> 'retrieval') - 'emptyReason' || jsonb_build_object('total', p.page -> 'total'),
    audit.list_policies(p.page, (record_decision.turn).request -> 'search'),
    (
      select coalesce(jsonb_agg(jsonb_build_object(
        'factId', f.value -> 'factId', 'kind', f.value -> 'kind', 'key', f.value -> 'key', 'trust', f.value -> 'trust', 'turn', f.value -> 'turn')
        order by f.position), '[]')
      from jsonb_array_elements(record_decision.answer -> 'facts') with ordinality f (value, position)
    ),
    audit.list_models(p.page, record_decision.completion -> 'model'),
    nullif(p.page -> 'funnel', 'null'),
    (
      -- How to apply one says again what was dismissed, and that may be any text.
      select coalesce(jsonb_agg(r.value - 'apply' order by r.position), '[]')
      from jsonb_array_elements(nullif(p.page -> 'relaxations', 'null')) with ordinality r (value, position)
    ),
    (
      -- What attributes a product had then is in audit.change; its rating is nowhere else.
      select coalesce(jsonb_agg(i.value - '{cursor,title,attributes}'::text[] order by i.position), '[]')
      from jsonb_array_elements(p.page -> 'items') with ordinality i (value, position)
    ),
    record_decision.answer #>> '{narration,source}',
    audit.text_digest(s.salt, record_decision.answer #>> '{narration,text}'),
    audit.bare_verdicts(record_decision.completion -> 'verdicts'),
    record_decision.answer -> 'latency',
    record_decision.completion -> 'usage',
    audit.bare_error(record_decision.completion -> 'error')
  from salted s
  cross join (select audit.bare_page(record_decision.answer -> 'page') as page offset 0) p
  returning decision_id;
$$
language sql
volatile
set search_path = pg_catalog, public, pg_temp;

comment on function audit.record_decision(memory.turn, jsonb, jsonb, timestamptz) is
  'Writes the append-only record of an answered question for the caller of the moment and returns its id. answer: BegunChat with the narration that was sent; completion: of memory.check_completion. Question and narration enter as salted digests only.';

grant execute on function audit.record_decision(memory.turn, jsonb, jsonb, timestamptz) to trueshelf_api;
