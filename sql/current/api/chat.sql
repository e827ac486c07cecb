create or replace function api.chat(
  question text,
  k integer default 10,
  filter jsonb default '{}',
  options jsonb default '{}',
  query_vector vector default null,
  claims jsonb default null
)
returns table (
  assistant_text text,
  rows jsonb,
  interpretation jsonb,
  decision_id uuid,
  sentences jsonb,
  retrieval jsonb,
  as_of timestamptz,
  currency text,
  total jsonb,
  conversation_id uuid,
  unrecorded text
)
as $$
declare
  v_page jsonb;
  v_narration jsonb;
  v_turn record;
begin
  perform product.set_claims(chat.claims);
  if chat.question is null then
    raise exception using errcode = 'TSTXT', message = 'there is no question', hint = 'Ask for something, for example "leather jacket under $150".';
  end if;
  perform product.check_keys(jsonb_strip_nulls(coalesce(chat.options, '{}')), '{asOf,sort,currency,interpret,proposals,queryEmbedding}', 'the options of a chat', 'TSOPT');
  v_page := product.search_page(chat.question, chat.k, chat.filter, chat.options, chat.query_vector, statement_timestamp());
  v_narration := product.narrate(v_page);

  assistant_text := v_narration ->> 'text';
  rows := v_page -> 'items';
  interpretation := v_page -> 'interpretation';
  sentences := v_narration -> 'sentences';
  retrieval := v_page -> 'retrieval';
  as_of := v_page ->> 'asOf';
  currency := v_page ->> 'currency';
  total := v_page -> 'total';

  if current_setting('transaction_read_only')::boolean then
    unrecorded := 'the database is read-only, so this answer was not recorded';
  else
    select t.* into v_turn from memory.reserve_turn(chat.question, statement_timestamp()) t;
    conversation_id := v_turn.conversation_id;
    decision_id := audit.record_decision(v_turn.turn_id, chat.question, v_page, assistant_text, 'TEMPLATE');
    perform memory.complete_turn(v_turn.turn_id, assistant_text, decision_id);
  end if;
  return next;
end
$$
language plpgsql
volatile
security definer
set search_path = pg_catalog, public, pg_temp;

comment on function api.chat(text, integer, jsonb, jsonb, vector, jsonb) is
  'One row: a question answered in words (assistant_text, by sentences with the product ids they cite) and the evidence rows that prove them. Recorded in memory and in the decision log, except on a read-only standby (decision_id null, unrecorded says why). Arguments and errors as api.search; options: asOf, sort, currency, interpret, proposals, queryEmbedding.';

grant execute on function api.chat(text, integer, jsonb, jsonb, vector, jsonb) to trueshelf_gateway;
