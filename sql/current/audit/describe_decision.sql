create or replace function audit.describe_decision(
  decision audit.decision,
  now timestamptz
)
returns jsonb
as $$
  with remembered as materialized (
    select t.question, t.narration, t.answer
    from audit.remembered_turn((describe_decision.decision).turn_id, describe_decision.now) t
  )
  select jsonb_build_object(
    'decisionId', (describe_decision.decision).decision_id,
    'turnId', (describe_decision.decision).turn_id,
    'conversationId', (describe_decision.decision).conversation_id,
    'position', (describe_decision.decision).position,
    'move', (describe_decision.decision).move,
    'decidedAt', product.rfc3339((describe_decision.decision).decided_at),
    'asOf', product.rfc3339((describe_decision.decision).as_of),
    'principal', (describe_decision.decision).principal,
    'customerGroup', (describe_decision.decision).customer_group,
    'forgotten', not exists (select from remembered r),
    'question', (select r.question from remembered r),
    'request', (describe_decision.decision).request,
    'interpretation', (describe_decision.decision).interpretation,
    'retrieval', (describe_decision.decision).retrieval,
    'policies', (describe_decision.decision).policies,
    'facts', (describe_decision.decision).facts,
    'models', (describe_decision.decision).models,
    'funnel', (describe_decision.decision).funnel,
    'relaxations', (describe_decision.decision).relaxations,
    'evidence', (
      select coalesce(jsonb_agg(e.value || jsonb_build_object('title', s.title) order by e.position), '[]')
      from jsonb_array_elements((describe_decision.decision).evidence) with ordinality e (value, position)
      left join (
        select i.value ->> 'productId' as product_id, i.value ->> 'title' as title
        from remembered r
        cross join jsonb_array_elements(r.answer #> '{page,items}') i (value)
      ) s on s.product_id = e.value ->> 'productId'
    ),
    'narration', jsonb_build_object(
      'source', (describe_decision.decision).narration_source,
      'text', (select r.narration from remembered r)),
    'verdicts', (describe_decision.decision).verdicts,
    'withheld', (select coalesce(r.answer -> 'withheld', '[]') from remembered r),
    'latency', (describe_decision.decision).latency,
    'usage', (describe_decision.decision).usage,
    'error', (describe_decision.decision).error,
    'feedback', (
      select coalesce(jsonb_agg(jsonb_build_object(
        'feedbackId', f.feedback_id, 'kind', f.kind, 'productId', f.product_id::text,
        'givenAt', product.rfc3339(f.given_at)) order by f.feedback_id), '[]')
      from audit.feedback f
      where f.decision_id = (describe_decision.decision).decision_id
    ));
$$
language sql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function audit.describe_decision(audit.decision, timestamptz) is
  'Everything that is kept of one decision, with its words while its conversation is remembered and the caller may read it: question, titles of the evidence, narration and withheld are null once forgotten. now: the instant that a conversation''s end is judged by.';

grant execute on function audit.describe_decision(audit.decision, timestamptz) to trueshelf_api;
