create or replace function product.explain_match(
  product jsonb,
  query_text text,
  filter jsonb,
  options jsonb,
  query_vector vector,
  now timestamptz
)
returns jsonb
as $$
declare
  v_question product.question;
  v_candidates product.candidates;
  v_product_id bigint;
  v_product record;
  v_page jsonb;
  v_item jsonb;
  v_retrieval jsonb;
  v_offers jsonb;
  v_failed text[];
  v_similarity double precision;
  v_semantic jsonb;
  v_has_words boolean;
  v_is_candidate boolean;
  v_verdict text;
begin
  perform product.check_product_key(explain_match.product, 'product', '{"handle": "harbour-leather-jacket"}');
  v_question := product.read_question(
    explain_match.query_text, explain_match.filter,
    case jsonb_typeof(explain_match.options) when 'object' then explain_match.options - 'after' else explain_match.options end,
    explain_match.query_vector, explain_match.now);
  v_product_id := product.find_product(explain_match.product);
  select p.product_id, p.handle, p.title, p.search, e.embedding into v_product
  from product.product p
  left join embeddings.product_embedding e on e.product_id = p.product_id and e.model_id = (v_question.model).model_id
  where p.product_id = v_product_id;
  v_candidates := product.find_candidates(v_question, v_question.demand);
  v_page := product.evidence_page(v_question, v_candidates, 1, v_product.product_id, explain_match.now);
  v_item := v_page #> '{items,0}';
  v_retrieval := product.describe_retrieval(v_question, v_candidates, false, (v_page ->> 'pinned')::bigint);
  select coalesce(jsonb_agg(o.content order by o.position), '[]'), (array_agg(to_jsonb(o.failed_ids) order by o.position))[1]
  into v_offers, v_semantic
  from product.explained_offers(v_question, v_product.product_id) with ordinality o (failed_ids, content, position);
  v_failed := array(select jsonb_array_elements_text(v_semantic));

  v_similarity := 1 - (v_product.embedding <=> v_question.query_vector);
  v_has_words := coalesce(v_product.search @@ v_question.any_word, false);
  v_is_candidate := coalesce(v_product.product_id = any (v_candidates.near_ids || v_candidates.word_ids
    || case when v_question.mode <> 'BROWSE' then v_question.exact_ids || v_question.pinned_ids end), false);
  v_verdict := case
    when v_item is not null then 'IN_ANSWER'
    when v_product.product_id = v_question.anchor_id then 'IS_ANCHOR'
    when v_offers = '[]' then 'NOT_FOR_SALE'
    when v_failed <> '{}' then 'FAILS_CONSTRAINTS'
    when v_product.product_id = any (v_question.curated_out_ids) then 'CURATED_OUT'
    when v_is_candidate then 'OVER_BRAND_LIMIT'
    when not v_candidates.exhausted and v_question.complements is null
      and (v_has_words or coalesce(v_similarity > v_question.similarity_floor, false)) then 'BEYOND_CANDIDATES'
    else 'NOT_RELEVANT'
  end;
  if v_item is null and v_similarity is not null then
    v_semantic := jsonb_build_object('similarity', round(v_similarity::numeric, 6), 'rank', 1 + (
      select count(*)
      from embeddings.product_embedding e
      where e.product_id = any (v_candidates.near_ids || v_candidates.word_ids)
        and e.model_id = (v_question.model).model_id
        and 1 - (e.embedding <=> v_question.query_vector) > v_similarity));
  else
    v_semantic := null;
  end if;

  return jsonb_build_object(
    'productId', v_product.product_id::text,
    'handle', v_product.handle,
    'title', v_product.title,
    'verdict', v_verdict,
    'reason', product.match_reason(v_question, v_candidates, v_verdict, v_item, v_similarity, v_has_words, v_failed, v_offers -> 0),
    'rank', v_item -> 'rank',
    'score', coalesce(v_item -> 'score', jsonb_build_object(
      'fused', 0, 'semantic', v_semantic, 'lexical', null, 'exact', null, 'preference', 0, 'pinned', false)),
    'matchedBy', coalesce(v_item -> 'matchedBy', '[]'),
    'asOf', product.rfc3339(v_question.as_of),
    'currency', v_question.currency,
    'interpretation', product.with_removals(v_question),
    'retrieval', v_retrieval,
    'offers', v_offers);
end
$$
language plpgsql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function product.explain_match(jsonb, text, jsonb, jsonb, vector, timestamptz) is
  'Why one product is, or is not, in the answer to a question, behind api.explain_match. rank: its place in the whole answer, null outside it; then score.fused is 0 and score.semantic.rank the place that its similarity would have among the candidates. options.after is left aside.';

grant execute on function product.explain_match(jsonb, text, jsonb, jsonb, vector, timestamptz) to trueshelf_api;
