create or replace function audit.record_failure(
  question text,
  request jsonb,
  error jsonb,
  now timestamptz
)
returns uuid
as $$
  with conversation as (
    select c.conversation_id, c.salt
    from memory.conversation c
    where c.conversation_id::text = lower(record_failure.request #>> '{options,conversation}')
      and c.principal = current_setting('trueshelf.principal')
  )
  insert into audit.decision (
    conversation_id, principal, customer_group, decided_at, as_of, question_digest, request, interpretation, retrieval, evidence, error
  )
  select
    c.conversation_id,
    current_setting('trueshelf.principal'),
    nullif(current_setting('trueshelf.customer_group'), ''),
    record_failure.now,
    record_failure.now,
    -- Without a conversation there is no salt to keep, and no guess can be confirmed.
    audit.text_digest(coalesce(c.salt, gen_random_uuid()), coalesce(record_failure.question, '')),
    audit.bare_request(jsonb_build_object(
      'k', case when jsonb_typeof(record_failure.request -> 'k') = 'number' then record_failure.request -> 'k' end,
      'filter', record_failure.request -> 'filter',
      'options', audit.sound_options(record_failure.request -> 'options'))),
    '{"constraints": [], "preferences": [], "sort": null, "ignored": []}',
    '{}',
    '[]',
    audit.bare_error(record_failure.error)
  from (select) one
  left join conversation c on true
  returning decision_id;
$$
language sql
volatile
set search_path = pg_catalog, public, pg_temp;

comment on function audit.record_failure(text, jsonb, jsonb, timestamptz) is
  'Writes the append-only record of a question that was not answered, without evidence or turn, and returns its id.';

grant execute on function audit.record_failure(text, jsonb, jsonb, timestamptz) to trueshelf_api;
