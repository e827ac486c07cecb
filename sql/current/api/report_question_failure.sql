create or replace function api.report_question_failure(
  model text,
  code text,
  model_id bigint default null
)
returns boolean
as $$
declare
  v_model embeddings.model;
begin
  if report_question_failure.code is null or report_question_failure.code !~ '^[A-Z][A-Z0-9_]{0,59}$' then
    raise exception using errcode = 'TSOPT',
      message = 'code is no code word, expected 1 to 60 of A to Z, 0 to 9 and _',
      hint = 'Pass a word such as TIMED_OUT, and never what a provider answered: it may repeat texts and keys.';
  end if;
  v_model := (
    select m from embeddings.model m
    where m.name = report_question_failure.model and m.model_id = coalesce(report_question_failure.model_id, m.model_id)
      and m.provider <> 'builtin' and m.state <> 'retired');
  -- What a worker was told is more: it stays until a worker is answered.
  if v_model.model_id is null or v_model.failure is not null and v_model.failure #>> '{context,purpose}' is distinct from 'query'
    or current_setting('transaction_read_only')::boolean
  then
    return false;
  end if;
  perform embeddings.note_failure(v_model.model_id, jsonb_build_object(
    'code', report_question_failure.code,
    'message', format('The provider of %s gave no vectors for questions.', v_model.name),
    'hint', 'Questions are answered by words until it does. "trueshelf doctor" asks it once and says what is wrong.',
    'context', jsonb_build_object('purpose', 'query'),
    'at', product.rfc3339(statement_timestamp())));
  return true;
end
$$
language plpgsql
volatile
security definer
set search_path = pg_catalog, public, pg_temp;

comment on function api.report_question_failure(text, text, bigint) is
  'Says, by a code word alone, that the provider of a model gives nothing for questions; shown by the status until api.remember_question keeps a vector of it, or a worker stores one. Whether it was noted: false where a worker has told more, the database is read-only, or no provider''s model in use has that name, and that id where one is given. Raises TSOPT.';

grant execute on function api.report_question_failure(text, text, bigint) to trueshelf_gateway;
