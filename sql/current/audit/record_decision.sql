create or replace function audit.record_decision(
  turn_id uuid,
  question text,
  page jsonb,
  narration text,
  narration_source text
)
returns uuid
as $$
  insert into audit.decision (
    turn_id, principal, customer_group, as_of, question_digest, interpretation, retrieval, evidence,
    narration_source, narration_digest
  )
  values (
    record_decision.turn_id,
    current_setting('trueshelf.principal'),
    nullif(current_setting('trueshelf.customer_group'), ''),
    (record_decision.page ->> 'asOf')::timestamptz,
    sha256(convert_to(record_decision.question, 'UTF8')),
    audit.without_text(record_decision.page -> 'interpretation'),
    (record_decision.page -> 'retrieval') - 'emptyReason' || jsonb_build_object('total', record_decision.page -> 'total'),
    (
      select coalesce(jsonb_agg(i.value - 'cursor' - 'title' order by i.position), '[]')
      from jsonb_array_elements(record_decision.page -> 'items') with ordinality i (value, position)
    ),
    record_decision.narration_source,
    sha256(convert_to(record_decision.narration, 'UTF8'))
  )
  returning decision_id;
$$
language sql
volatile
set search_path = pg_catalog, public, pg_temp;

comment on function audit.record_decision(uuid, text, jsonb, text, text) is
  'Writes the append-only record of an answered question for the caller of the moment and returns its id. The question and the narration enter as digests only.';

grant execute on function audit.record_decision(uuid, text, jsonb, text, text) to trueshelf_api;
