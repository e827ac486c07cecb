create or replace function product.match_reason(
  question product.question,
  candidates product.candidates,
  verdict text,
  item jsonb,
  similarity double precision,
  has_words boolean,
  failed_ids text[],
  nearest_offer jsonb
)
returns text
as $$
  with figures as (
    select
      case when match_reason.similarity is not null then format('its similarity to the question is %s', round(match_reason.similarity::numeric, 2)) end as similarity,
      round((match_reason.question).similarity_floor::numeric, 2) as floor
  )
  select case match_reason.verdict
    when 'IN_ANSWER' then format('It is number %s of the answer, %s.', match_reason.item ->> 'rank',
      case
        when (match_reason.question).mode = 'BROWSE' then 'which is everything that meets the filter'
        else 'found ' || (
          select string_agg(case m.value
            when 'EXACT' then 'by its ' || case match_reason.item #>> '{score,exact,match}' when 'SKU' then 'SKU' else lower(match_reason.item #>> '{score,exact,match}') end
            when 'MEANING' then 'by meaning (similarity ' || round((match_reason.item #>> '{score,semantic,similarity}')::numeric, 2) || ')'
            when 'WORDS' then 'by words'
            else 'by a merchant''s pin' end, ' and ' order by m.position)
          from jsonb_array_elements_text(match_reason.item -> 'matchedBy') with ordinality m (value, position))
      end)
    when 'IS_ANCHOR' then 'It is the product that the question compares with, which is never in its own answer.'
    when 'NOT_FOR_SALE' then format('It has no price in %s at %s for this caller.',
      coalesce((match_reason.question).currency, 'any currency'), product.rfc3339((match_reason.question).as_of))
    when 'FAILS_CONSTRAINTS' then format('No offer meets every constraint; the nearest, %s, fails %s.',
      match_reason.nearest_offer ->> 'sku', (
        select string_agg(format('%s (%s)', c ->> 'required', c ->> 'actual'), ' and ' order by i.position)
        from unnest(match_reason.failed_ids) with ordinality i (id, position)
        join jsonb_array_elements(match_reason.nearest_offer -> 'checks') c on c ->> 'constraintId' = i.id))
    when 'CURATED_OUT' then 'A merchant left it out of the answer to this question.'
    when 'OVER_BRAND_LIMIT' then format('It meets the question, but the answer shows at most %s of a brand, and others of its brand come first.',
      (match_reason.question).max_per_brand)
    when 'BEYOND_CANDIDATES' then (
      select concat_ws(', ', 'It meets every constraint', f.similarity) || ', but too many products fit better to be ranked at all: a question looks at 200 by words and 200 by meaning.'
      from figures f)
    when 'NOT_RELEVANT' then (
      select case
        when (match_reason.question).complements is not null then 'It meets every constraint, but it is not among the 25 nearest of a category that goes with the product.'
        when (match_reason.question).query_vector is null and (match_reason.question).degraded is not null
          and (match_reason.question).anchor_id is null and ((match_reason.question).model).provider <> 'builtin' then
          format('It meets every constraint, but there was no meaning to compare: %s.', (match_reason.question).degraded)
        when (match_reason.question).query_vector is null then
          case when (match_reason.question).any_word is null then 'It meets every constraint, but no word of the question means anything in this catalogue.'
            else 'It meets every constraint, but has none of the words of the question.' end
        else concat_ws(', ', 'It meets every constraint', case when match_reason.has_words then 'and has words of the question, but not enough of them'
          else 'but has none of its words' end)
          || case
            when f.similarity is null then ', and has no vector yet to compare by meaning.'
            else format(', and %s, not above the floor of %s.', f.similarity, f.floor) end
      end
      from figures f)
  end;
$$
language sql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function product.match_reason(product.question, product.candidates, text, jsonb, double precision, boolean, text[], jsonb) is
  'The verdict of product.explain_match as one plain sentence with its figures. item: of product.evidence_page; failed_ids: constraints that nearest_offer fails.';

grant execute on function product.match_reason(product.question, product.candidates, text, jsonb, double precision, boolean, text[], jsonb) to trueshelf_api;
