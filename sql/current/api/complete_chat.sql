create or replace function api.complete_chat(
  turn_id uuid,
  completion jsonb default '{}',
  claims jsonb default null
)
returns uuid
as $$
declare
  v_turn memory.turn;
  v_completion jsonb;
  v_answer jsonb;
  v_decision_id uuid;
begin
  perform product.set_claims(complete_chat.claims);
  perform product.check_writable();
  select t.* into v_turn
  from memory.turn t
  where t.turn_id = complete_chat.turn_id and t.principal = current_setting('trueshelf.principal')
  for update;
  if v_turn.decision_id is not null then
    return v_turn.decision_id;
  elsif v_turn.answer is null then
    raise exception using errcode = 'TSNFD',
      message = format('there is no turn %s to complete', coalesce(complete_chat.turn_id::text, 'without an id')),
      hint = 'It is another caller''s, its conversation was forgotten, or its question was asked again and is answered anew.';
  end if;
  v_completion := memory.check_completion(
    complete_chat.completion,
    array(select i.value ->> 'productId' from jsonb_array_elements(v_turn.answer #> '{page,items}') i (value)));

  v_answer := v_turn.answer || jsonb_build_object(
    'narration', case when v_completion ? 'narration'
      then '{"reason": null}' || (v_completion -> 'narration')
      else v_turn.answer -> 'narration' end,
    'withheld', coalesce(v_completion -> 'withheld', '[]'),
    'latency', (v_turn.answer -> 'latency') || coalesce(v_completion -> 'latency', '{}'));
  v_decision_id := audit.record_decision(v_turn, v_answer, v_completion, statement_timestamp());
  perform memory.complete_turn(
    v_turn.turn_id, v_decision_id, v_answer || jsonb_build_object('decisionId', v_decision_id), statement_timestamp());
  return v_decision_id;
end
$$
language plpgsql
volatile
security definer
set search_path = pg_catalog, public, pg_temp;

comment on function api.complete_chat(uuid, jsonb, jsonb) is
  'The second half of a turn: writes the decision, with what a language model said of the evidence that api.begin_chat found, and returns its id; called again it returns the same id and changes nothing. completion: {narration: {source, reason, text, sentences}, withheld, verdicts, usage, model, latency, error}, as src/narration/chat-answer.ts has it; {}: the template spoke. Raises TSNFD unless the caller has such a turn, TSOPT for a completion of another shape or one that cites what is not in the evidence, TSRDO on a read-only standby.';

grant execute on function api.complete_chat(uuid, jsonb, jsonb) to trueshelf_gateway;
