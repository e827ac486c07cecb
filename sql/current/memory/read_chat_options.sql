create or replace function memory.read_chat_options(
  options jsonb
)
returns jsonb
as $$
declare
  v_options jsonb := jsonb_strip_nulls(coalesce(read_chat_options.options, '{}'));
begin
  perform product.check_keys(
    v_options, '{asOf,sort,currency,interpret,proposals,queryEmbedding,model,dismiss,conversation,idempotencyKey}',
    'the options of a chat', 'TSOPT');
  if v_options ? 'conversation' and (
    jsonb_typeof(v_options -> 'conversation') <> 'string'
    or v_options ->> 'conversation' !~* '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$')
  then
    raise exception using errcode = 'TSOPT',
      message = format('options.conversation is %s, expected the id of a conversation', left((v_options -> 'conversation')::text, 60)),
      hint = 'Give the conversation_id that the first answer came with, or leave it out to begin a conversation.';
  end if;
  if v_options ? 'idempotencyKey' and (
    jsonb_typeof(v_options -> 'idempotencyKey') <> 'string' or v_options ->> 'idempotencyKey' !~ '^[ -~]{16,200}$' or v_options ->> 'idempotencyKey' !~ '[^ ]')
  then
    -- Not the key itself: who knows it is given the answer.
    raise exception using errcode = 'TSOPT',
      message = format('options.idempotencyKey is %s, expected a text of 16 to 200 printable characters of ASCII, not all of them blanks',
        case jsonb_typeof(v_options -> 'idempotencyKey')
          when 'string' then format('a text of %s characters', length(v_options ->> 'idempotencyKey'))
          else 'another ' || jsonb_typeof(v_options -> 'idempotencyKey') end),
      hint = 'Make a random one for each question, such as a UUID, and send it again with every repetition of that question.';
  end if;
  perform product.read_options(v_options - '{conversation,idempotencyKey}'::text[],
    '{asOf,sort,currency,interpret,proposals,queryEmbedding,model,dismiss}');
  return v_options;
end
$$
language plpgsql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function memory.read_chat_options(jsonb) is
  'Checks the options of a chat, its conversation and idempotency key included, and returns them without nulls. Raises TSOPT or TSCCY and names the key.';

grant execute on function memory.read_chat_options(jsonb) to trueshelf_api;
