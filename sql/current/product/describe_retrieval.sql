create or replace function product.describe_retrieval(
  question product.question,
  candidates product.candidates,
  is_empty boolean,
  pinned bigint
)
returns jsonb
as $$
  select jsonb_build_object(
    'mode', (describe_retrieval.question).mode,
    'strategy', case
      when (describe_retrieval.question).query_vector is null or (describe_retrieval.candidates).nothing_qualifies then 'NONE'
      when (describe_retrieval.candidates).approximate then 'APPROXIMATE'
      else 'EXACT' end,
    -- By words alone nothing is compared but what they propose.
    'candidatesScanned', coalesce(case
      when (describe_retrieval.question).query_vector is null and (describe_retrieval.question).mode <> 'BROWSE' then
        cardinality((describe_retrieval.candidates).word_ids)
      else (describe_retrieval.candidates).scanned end, 0),
    'exhausted', (describe_retrieval.candidates).exhausted,
    'embeddingModel', case when (describe_retrieval.question).query_vector is not null then ((describe_retrieval.question).model).name end,
    'similarityFloor', case when (describe_retrieval.question).query_vector is not null
      and (describe_retrieval.question).complements is null then
      round((describe_retrieval.question).similarity_floor::numeric, 4) end,
    'anchor', case when (describe_retrieval.question).anchor_id is not null then (
      select jsonb_build_object('productId', p.product_id::text, 'handle', p.handle, 'title', p.title)
      from product.product p
      where p.product_id = (describe_retrieval.question).anchor_id) end,
    'curation', case when describe_retrieval.pinned > 0 or (describe_retrieval.question).curated_out_ids is not null then
      jsonb_build_object(
        'pinned', describe_retrieval.pinned,
        'excluded', coalesce(cardinality((describe_retrieval.question).curated_out_ids), 0)) end,
    'degraded', (describe_retrieval.question).degraded,
    'emptyReason', case when describe_retrieval.is_empty then
      case
        when (describe_retrieval.question).cursor is not null then 'there is nothing behind this cursor'
        when ((describe_retrieval.question).demand).price_list_id is null then
          format('nothing is priced in %s here', coalesce((describe_retrieval.question).currency, 'any currency'))
        when (describe_retrieval.question).complements = '[]' then 'no rule says what goes with this product'
        when (describe_retrieval.candidates).nothing_qualifies then (
          select format('no product is %s', string_agg(c ->> 'label', ', ' order by length(c ->> 'id'), c ->> 'id'))
          from jsonb_array_elements((describe_retrieval.question).interpretation -> 'constraints') c)
        -- A provider that gave no vector says nothing of what the catalogue has.
        when (describe_retrieval.question).degraded is not null and (describe_retrieval.question).anchor_id is null
          and ((describe_retrieval.question).model).provider <> 'builtin' then
          case when (describe_retrieval.question).options ->> 'mode' = 'SEMANTIC' then 'there is no vector to compare anything with'
            else 'nothing that qualifies has words of the question, and its meaning was not compared' end
        when (describe_retrieval.question).all_words is null and (describe_retrieval.question).query_vector is null then
          case when (describe_retrieval.question).anchor_id is not null then 'there is nothing to compare this product by'
            else 'no word of the question means anything in this catalogue' end
        -- Its own model has a vector for every word that the catalogue knows.
        when (describe_retrieval.question).query_vector is null and (describe_retrieval.question).anchor_id is null
          and ((describe_retrieval.question).model).provider = 'builtin'
          and (describe_retrieval.question).options ->> 'mode' is distinct from 'LEXICAL'
          then 'no word of the question means anything in this catalogue'
        else (
          select format(
            case when (describe_retrieval.question).query_vector is null then 'nothing %s is like the question'
              else 'nothing %s has all words of the question, or is nearer to it in meaning than %s' end,
            coalesce('that is ' || string_agg(c ->> 'label', ', ' order by length(c ->> 'id'), c ->> 'id'), 'in this catalogue'),
            round((describe_retrieval.question).similarity_floor::numeric, 2))
          from jsonb_array_elements((describe_retrieval.question).interpretation -> 'constraints') c
          where c ->> 'kind' <> 'CURRENT_PRICE')
      end
    end);
$$
language sql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function product.describe_retrieval(product.question, product.candidates, boolean, bigint) is
  'How an answer was found, as its page says it: mode, strategy, bounds, model, floor, the product that it is compared with, curation, and why it is empty where it is.';

grant execute on function product.describe_retrieval(product.question, product.candidates, boolean, bigint) to trueshelf_api;
