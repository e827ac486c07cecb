create or replace function api.question_text(
  query_text text,
  filter jsonb default '{}',
  options jsonb default '{}',
  claims jsonb default null
)
returns jsonb
as $$
declare
  v_question product.question;
  v_options jsonb := question_text.options;
  v_search jsonb;
  v_text text;
begin
  perform product.set_claims(question_text.claims);
  -- A vector that is there already is left aside, for known is about what SQL has by itself; it is to be well-formed all the same.
  if jsonb_typeof(question_text.options) = 'object' then
    perform product.check_query_embedding(jsonb_strip_nulls(question_text.options) -> 'queryEmbedding');
  end if;
  v_options := case jsonb_typeof(v_options) when 'object' then v_options - 'queryEmbedding' else v_options end;
  if v_options ? 'conversation' then
    v_options := memory.read_chat_options(v_options);
    v_search := memory.plan_turn((v_options ->> 'conversation')::uuid, question_text.query_text, question_text.filter, v_options,
      statement_timestamp()) -> 'search';
    if v_search <> 'null' then
      v_question := product.read_question(v_search ->> 'queryText', v_search -> 'filter', v_search -> 'options', null, statement_timestamp(),
        nullif(v_search -> 'reading', 'null'));
    end if;
  else
    v_question := product.read_question(
      question_text.query_text, question_text.filter, v_options, null, statement_timestamp());
  end if;
  v_text := product.vector_text(v_question);
  return jsonb_build_object(
    'model', (v_question.model).name,
    'modelId', (v_question.model).model_id::text,
    'provider', (v_question.model).provider,
    'text', v_text,
    'known', coalesce((v_question.model).provider = 'builtin', false) or v_text is not null and v_question.query_vector is not null);
end
$$
language plpgsql
volatile
security definer
set search_path = pg_catalog, public, pg_temp;

comment on function api.question_text(text, jsonb, jsonb, jsonb) is
  'What the vector of a question is wanted for, {model, modelId, provider, text, known}: the model that answers it (null: none is active), the words of it that are to be embedded (null: no vector is wanted), and whether the database has their vector by itself, from the built-in model or from its cache. Whoever can embed gives api.search the vector as options.queryEmbedding. Arguments and errors as api.search; beside options.conversation those of api.begin_chat, and the words are those of the topic that the question goes on with; null there is the first question of a conversation.';

grant execute on function api.question_text(text, jsonb, jsonb, jsonb) to trueshelf_gateway;
