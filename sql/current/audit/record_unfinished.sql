create or replace function audit.record_unfinished(
  now timestamptz,
  begun_before timestamptz,
  at_most integer
)
returns integer
as $$
declare
  v_turn memory.turn;
  v_decision_id uuid;
  v_recorded integer := 0;
begin
  for v_turn in
    select t.*
    from memory.turn t
    where t.completed_at is null
      and t.answer is not null
      and t.created_at < record_unfinished.begun_before
    order by t.created_at, t.turn_id
    limit record_unfinished.at_most
    for update skip locked
  loop
    perform product.set_claims(coalesce(v_turn.request -> 'as', '{}')
      || jsonb_build_object('sub', nullif(v_turn.principal, 'anonymous')));
    -- What was shown of it died with the gateway.
    v_turn.answer := v_turn.answer || '{"narration": null}';
    v_decision_id := audit.record_decision(v_turn, v_turn.answer,
      '{"error": {"code": "UNFINISHED", "message": "the gateway ended before the answer was whole"}}', record_unfinished.now);
    update memory.turn t
    set decision_id = v_decision_id, completed_at = record_unfinished.now,
      answer = t.answer || jsonb_build_object('decisionId', v_decision_id)
    where t.turn_id = v_turn.turn_id;
    v_recorded := v_recorded + 1;
  end loop;
  perform product.set_claims(null);
  return v_recorded;
end
$$
language plpgsql
volatile
security definer
set search_path = pg_catalog, public, pg_temp;

comment on function audit.record_unfinished(timestamptz, timestamptz, integer) is
  'Writes the decisions of turns that were begun before an instant and never completed, the oldest first, at_most so many, as of whoever asked, with the error UNFINISHED and without a narration; returns how many. Their idempotency keys give the template''s answer from then on. The transaction is an anonymous shopper''s afterwards.';

grant execute on function audit.record_unfinished(timestamptz, timestamptz, integer) to trueshelf_api;
