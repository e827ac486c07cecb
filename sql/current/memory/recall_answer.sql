create or replace function memory.recall_answer(
  question text,
  k integer,
  filter jsonb,
  options jsonb,
  now timestamptz
)
returns jsonb
as $$
declare
  v_writes constant boolean := not current_setting('transaction_read_only')::boolean;
  v_turn record;
begin
  if not recall_answer.options ? 'idempotencyKey' then
    return null;
  end if;
  -- Whoever sends the same key at the same instant waits here until the first one has begun.
  if v_writes then
    perform pg_advisory_xact_lock(hashtextextended(
      'trueshelf chat ' || jsonb_build_array(current_setting('trueshelf.principal'), recall_answer.options -> 'idempotencyKey')::text, 0));
  end if;
  select t.turn_id, t.request_digest, t.answer, t.completed_at, t.created_at, t.decision_id, c.salt, c.expires_at into v_turn
  from memory.turn t
  join memory.conversation c on c.conversation_id = t.conversation_id
  where t.principal = current_setting('trueshelf.principal') and t.idempotency_key = recall_answer.options ->> 'idempotencyKey';
  if not found then
    return null;
  end if;
  if v_turn.expires_at > recall_answer.now and v_turn.request_digest <> memory.request_digest(
    v_turn.salt, recall_answer.question, recall_answer.k, recall_answer.filter, recall_answer.options)
  then
    raise exception using errcode = 'TSKEY',
      message = 'the idempotency key has been used for another question, or as somebody of another role or group',
      hint = 'Send a key again with exactly the question, conversation, page size, filter and options, and as whom, it was first sent with; make a new one for anything else.';
  elsif v_turn.expires_at > recall_answer.now and v_turn.completed_at is not null then
    return v_turn.answer - 'withheld' || '{"replayed": true}' || jsonb_build_object('decisionId', v_turn.decision_id);
  elsif v_turn.expires_at > recall_answer.now and v_turn.created_at > recall_answer.now - interval '60 seconds' then
    raise exception using errcode = 'TSKEY',
      message = 'the question with this idempotency key is still being answered',
      detail = 'RETRYABLE',
      hint = 'Send it again in a few seconds; after a minute it is answered anew.';
  elsif v_writes then
    perform memory.release_key(recall_answer.options ->> 'idempotencyKey');
  end if;
  return null;
end
$$
language plpgsql
volatile
set search_path = pg_catalog, public, pg_temp;

comment on function memory.recall_answer(text, integer, jsonb, jsonb, timestamptz) is
  'The answer that the caller''s idempotency key was given before, with replayed and decisionId; null where there is none, or where its conversation has expired or its model has been silent for a minute: the key is then free again. Raises TSKEY where the key belongs to another question, or its answer is being made; detail RETRYABLE in the latter case.';

grant execute on function memory.recall_answer(text, integer, jsonb, jsonb, timestamptz) to trueshelf_api;
