create or replace function product.interpretation(
  query_text text,
  options jsonb
)
returns jsonb
as $$
declare
  v_options jsonb := product.read_options(interpretation.options, '{proposals,dismiss}');
  v_read jsonb;
  v_question product.question;
begin
  if interpretation.query_text is null then
    raise exception using errcode = 'TSTXT', message = 'there is no text to interpret', hint = 'Give the question.';
  end if;
  perform product.check_text(interpretation.query_text);
  v_read := product.dismiss_constraints(
    product.interpret_text(interpretation.query_text, v_options -> 'proposals'),
    array(select jsonb_array_elements_text(v_options -> 'dismiss')));
  v_question.filter := '{}';
  v_question.options := v_options - 'proposals';
  v_question.currency := product.answer_currency('{}', '{}', v_read);
  v_question.interpretation := product.merge_constraints('[]', v_read - 'proposals', v_question.currency);
  return product.with_removals(v_question) || jsonb_build_object(
    'repairs', embeddings.word_repairs(embeddings.lexicon_model(), v_read ->> 'residue'));
end
$$
language plpgsql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function product.interpretation(text, jsonb) is
  'The interpretation of a question asked without a filter. options: proposals and dismiss, as api.search takes them. Raises TSTXT, TSOPT.';

grant execute on function product.interpretation(text, jsonb) to trueshelf_api;
