create or replace function api.remember_question(
  model text,
  query_text text,
  query_vector vector,
  model_id bigint default null
)
returns boolean
as $$
declare
  v_model embeddings.model;
  v_vector vector;
begin
  if remember_question.query_text is null then
    raise exception using errcode = 'TSTXT', message = 'there is no text', hint = 'Give what was embedded, as api.question_text told it.';
  end if;
  perform product.check_text(remember_question.query_text);
  v_model := (
    select m from embeddings.model m
    where m.name = remember_question.model and m.model_id = coalesce(remember_question.model_id, m.model_id)
      and m.provider <> 'builtin' and m.state <> 'retired');
  if v_model.model_id is null then
    return false;
  end if;
  v_vector := embeddings.check_query_vector(v_model, remember_question.query_vector);
  if current_setting('transaction_read_only')::boolean then
    return false;
  end if;
  if v_model.failure #>> '{context,purpose}' = 'query' then -- it answers questions again
    perform embeddings.note_failure(v_model.model_id, null);
  end if;
  perform embeddings.keep_question(v_model.model_id, product.normalise_question(remember_question.query_text), v_vector);
  return true;
end
$$
language plpgsql
volatile
security definer
set search_path = pg_catalog, public, pg_temp;

comment on function api.remember_question(text, text, vector, bigint) is
  'Keeps the vector that a provider''s model gave for the text of a question, so that nobody pays for it again; the text itself is not kept. Whether it was: false where the database is read-only, or no provider''s model in use has that name, and that id where one is given: the name of a retired model may be used again. Raises TSTXT, TSVEC.';

grant execute on function api.remember_question(text, text, vector, bigint) to trueshelf_gateway;
