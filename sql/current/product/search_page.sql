create or replace function product.search_page(
  query_text text,
  k integer,
  filter jsonb,
  options jsonb,
  query_vector vector,
  now timestamptz,
  reading jsonb default null
)
returns jsonb
as $$
declare
  v_question product.question;
  v_candidates product.candidates;
  v_result jsonb;
  v_page jsonb;
begin
  if search_page.k is null or search_page.k not between 1 and 200 then
    raise exception using errcode = 'TSLIM',
      message = format('k is %s, expected 1 to 200', coalesce(search_page.k::text, 'null')),
      hint = 'Ask for 1 to 200 rows, and page on with the cursor of the last one.';
  end if;
  v_question := product.read_question(
    search_page.query_text, search_page.filter, search_page.options, search_page.query_vector, search_page.now, search_page.reading);
  v_candidates := product.find_candidates(v_question, v_question.demand);
  -- Order, page and evidence, from the row-secured tables; the demand is judged once more.
  v_result := product.evidence_page(
    v_question, product.page_candidates(v_question, v_candidates, search_page.k), search_page.k, null, search_page.now);

  v_page := jsonb_build_object(
    'asOf', product.rfc3339(v_question.as_of),
    'currency', v_question.currency,
    'items', v_result -> 'items',
    'hasNextPage', v_result -> 'hasNextPage',
    'total', jsonb_build_object('value', v_result -> 'total', 'exact', v_candidates.exhausted),
    'interpretation', product.with_removals(v_question),
    'retrieval', product.describe_retrieval(
      v_question, v_candidates, v_result -> 'items' = '[]', (v_result ->> 'pinned')::bigint));
  if v_question.options ? 'include' then
    v_page := v_page || product.explain_page(v_question, v_candidates, search_page.k, (v_result ->> 'total')::bigint);
  end if;
  return v_page;
end
$$
language plpgsql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function product.search_page(text, integer, jsonb, jsonb, vector, timestamptz, jsonb) is
  'The whole page behind api.search, in one snapshot: reads the question, finds candidates by words and by meaning among what qualifies, proves each row, and explains the set where options.include asks for it. now: the instant of a question that names none. reading: as product.read_question takes it.';

grant execute on function product.search_page(text, integer, jsonb, jsonb, vector, timestamptz, jsonb) to trueshelf_api;
