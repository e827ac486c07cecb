create or replace function api.chat(
  question text,
  k integer default 10,
  filter jsonb default null,
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
  unrecorded text,
  turn_id uuid,
  "position" integer,
  move text,
  answer jsonb
)
as $$
begin
  perform product.set_claims(chat.claims);
  answer := api.begin_chat(chat.question, chat.k, chat.filter, chat.options, chat.query_vector, chat.claims);
  turn_id := answer ->> 'turnId';
  decision_id := answer ->> 'decisionId';
  if turn_id is not null and decision_id is null then
    decision_id := api.complete_chat(chat.turn_id, '{}', chat.claims);
    answer := answer || jsonb_build_object('decisionId', decision_id);
  end if;
  assistant_text := answer #>> '{narration,text}';
  sentences := answer #> '{narration,sentences}';
  rows := answer #> '{page,items}';
  interpretation := answer #> '{page,interpretation}';
  retrieval := answer #> '{page,retrieval}';
  as_of := answer #>> '{page,asOf}';
  currency := answer #>> '{page,currency}';
  total := answer #> '{page,total}';
  conversation_id := answer ->> 'conversationId';
  unrecorded := answer ->> 'unrecorded';
  position := answer ->> 'position';
  move := answer ->> 'move';
  return next;
end
$$
language plpgsql
volatile
security definer
set search_path = pg_catalog, public, pg_temp;

comment on function api.chat(text, integer, jsonb, jsonb, vector, jsonb) is
  'One row: a question answered in words (assistant_text, by sentences with the product ids they cite) and the evidence rows that prove them; answer has all of it. Give conversation_id as options.conversation to go on. Recorded in memory and in the decision log, except on a read-only standby (decision_id null, unrecorded says why). Arguments and errors as api.begin_chat, whose template speaks here.';

grant execute on function api.chat(text, integer, jsonb, jsonb, vector, jsonb) to trueshelf_gateway;
