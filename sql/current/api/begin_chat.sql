create or replace function api.begin_chat(
  question text,
  k integer default 10,
  filter jsonb default null,
  options jsonb default '{}',
  query_vector vector default null,
  claims jsonb default null
)
returns jsonb
as $$
declare
  v_now constant timestamptz := statement_timestamp();
  v_started constant timestamptz := clock_timestamp();
  v_read timestamptz;
  v_searched timestamptz;
  v_options jsonb;
  v_filter constant jsonb := jsonb_strip_nulls(nullif(begin_chat.filter, 'null'));
  v_conversation memory.conversation;
  v_turn_id uuid;
  v_plan jsonb;
  v_page jsonb;
  v_facts jsonb;
  v_answer jsonb;
begin
  perform product.set_claims(begin_chat.claims);
  if begin_chat.question is null then
    raise exception using errcode = 'TSTXT', message = 'there is no question', hint = 'Ask for something, for example "leather jacket under $150".';
  end if;
  perform product.check_text(begin_chat.question);
  if begin_chat.k is null or begin_chat.k not between 1 and 200 then
    raise exception using errcode = 'TSLIM',
      message = format('k is %s, expected 1 to 200', coalesce(begin_chat.k::text, 'null')),
      hint = 'Ask for 1 to 200 rows, and say "show me more" for those behind them.';
  end if;
  v_options := memory.read_chat_options(begin_chat.options);
  v_answer := memory.recall_answer(begin_chat.question, begin_chat.k, v_filter, v_options, v_now);
  if v_answer is not null then
    return v_answer;
  end if;

  if current_setting('transaction_read_only')::boolean then
    select c.* into v_conversation
    from memory.conversation c
    where c.conversation_id = (v_options ->> 'conversation')::uuid
      and c.principal = current_setting('trueshelf.principal') and c.expires_at > v_now;
  else
    v_conversation := memory.reserve_turn((v_options ->> 'conversation')::uuid, v_now);
    v_turn_id := uuidv7();
  end if;
  if v_options ? 'conversation' and v_conversation.conversation_id is null then
    raise exception using errcode = 'TSNFD',
      message = format('there is no conversation %s, or it has come to its end', v_options ->> 'conversation'),
      hint = 'Leave the id of the conversation out to begin a new one; a conversation is its caller''s own, and is forgotten some time after its last turn.';
  end if;

  v_plan := memory.plan_turn((v_options ->> 'conversation')::uuid, begin_chat.question, v_filter, v_options, v_now);
  v_read := clock_timestamp();
  v_page := memory.find_evidence(begin_chat.question, begin_chat.k, v_plan, v_options, begin_chat.query_vector, v_now);
  v_page := jsonb_set(v_page, '{page,items}', product.recorded_items(v_page #> '{page,items}'));
  v_searched := clock_timestamp();

  v_facts := jsonb_build_object('facts', v_plan -> 'facts', 'superseded', v_plan -> 'supersededFacts');
  if v_turn_id is not null then
    insert into memory.turn (
      turn_id, conversation_id, principal, idempotency_key, request_digest, question, position, move, request, created_at)
    values (
      v_turn_id, v_conversation.conversation_id, current_setting('trueshelf.principal'), v_options ->> 'idempotencyKey',
      memory.request_digest(v_conversation.salt, begin_chat.question, begin_chat.k, v_filter, v_options),
      begin_chat.question, v_conversation.turns, v_plan ->> 'move',
      jsonb_build_object(
        'k', begin_chat.k, 'filter', v_filter, 'options', v_options - '{queryEmbedding,idempotencyKey}'::text[],
        'search', nullif(v_plan -> 'search', 'null') #- '{options,queryEmbedding}',
        'as', jsonb_build_object('role', current_setting('trueshelf.role'), 'group', nullif(current_setting('trueshelf.customer_group'), ''))),
      v_now)
    on conflict do nothing;
    if not found then
      -- Only on an engine whose advisory locks do not reach the other connection.
      raise exception using errcode = 'TSKEY',
        message = 'the question with this idempotency key is still being answered', detail = 'RETRYABLE', hint = 'Send it again in a few seconds.';
    end if;
    v_facts := memory.write_facts(v_turn_id, v_plan, v_now);
  end if;

  v_answer := jsonb_build_object(
    'conversationId', coalesce(v_conversation.conversation_id::text, v_options ->> 'conversation'),
    'turnId', v_turn_id,
    'position', case when v_turn_id is null then coalesce(v_conversation.turns, 0) + 1 else v_conversation.turns end,
    'move', v_plan -> 'move',
    'replayed', false,
    'decisionId', null,
    'unrecorded', case when v_turn_id is null then 'the database is read-only, so this answer was not recorded' end,
    'reference', v_plan -> 'reference',
    'facts', v_facts -> 'facts',
    'superseded', v_facts -> 'superseded') || v_page;
  v_answer := v_answer || jsonb_build_object(
    'narration', product.narrate(v_answer || jsonb_build_object('question', begin_chat.question)));
  v_answer := v_answer || jsonb_build_object('latency', jsonb_build_object(
    'read', round(extract(epoch from v_read - v_started) * 1000, 1),
    'search', round(extract(epoch from v_searched - v_read) * 1000, 1),
    'narrate', round(extract(epoch from clock_timestamp() - v_searched) * 1000, 1),
    'total', round(extract(epoch from clock_timestamp() - v_started) * 1000, 1)));
  if v_turn_id is not null then
    update memory.turn t set answer = v_answer where t.turn_id = v_turn_id;
  end if;
  return v_answer;
end
$$
language plpgsql
volatile
security definer
set search_path = pg_catalog, public, pg_temp;

comment on function api.begin_chat(text, integer, jsonb, jsonb, vector, jsonb) is
  'The first half of a turn, {conversationId, turnId, position, move, page, narration, facts, …}: reads the question in the light of its conversation, finds the evidence, narrates it by the template, and keeps all of it for api.complete_chat, which is to follow; the items of the page have rating and attributes besides (product.recorded_items); on a read-only standby nothing is kept (turnId null, unrecorded says why). filter: null leaves what earlier turns were given as filters, {} drops it. options: asOf, sort, currency, interpret, dismiss, model, proposals, queryEmbedding, conversation (its id; left out: a new one) and idempotencyKey (16 to 200 characters: sent again with the same input it gives the same answer, replayed true). Raises what api.search raises, TSNFD for a conversation that is not the caller''s, and TSKEY for a key of another question or of one that is being answered.';

grant execute on function api.begin_chat(text, integer, jsonb, jsonb, vector, jsonb) to trueshelf_gateway;
