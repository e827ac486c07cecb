create or replace function product.interpretation(
  query_text text
)
returns jsonb
as $$
declare
  v_read jsonb;
  v_question product.question;
begin
  if interpretation.query_text is null then
    raise exception using errcode = 'TSTXT', message = 'there is no text to interpret', hint = 'Give the question.';
  end if;
  perform product.check_text(interpretation.query_text);
  v_read := product.interpret_text(interpretation.query_text);
  v_question.filter := '{}';
  v_question.options := '{}';
  v_question.currency := product.answer_currency('{}', '{}', v_read);
  v_question.interpretation := product.merge_constraints('[]', v_read, v_question.currency);
  return product.with_removals(v_question) || jsonb_build_object('repairs', (
    select coalesce(w.repairs, '[]')
    from embeddings.word_queries(embeddings.lexicon_model(), v_read ->> 'residue') w));
end
$$
language plpgsql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function product.interpretation(text) is 'The interpretation of a question asked without any arguments. Raises TSTXT.';

grant execute on function product.interpretation(text) to trueshelf_api;
