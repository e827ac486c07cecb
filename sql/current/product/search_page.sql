create or replace function product.search_page(
  query_text text,
  k integer,
  filter jsonb,
  options jsonb,
  query_vector vector,
  now timestamptz
)
returns jsonb
as $$
declare
  v_options jsonb;
  v_demanded jsonb;
  v_interpretation jsonb;
  v_currency text;
  v_as_of timestamptz;
  v_demand product.demand;
  v_model embeddings.model;
  v_vector vector := search_page.query_vector;
  v_all_words tsquery;
  v_any_word tsquery;
  v_each_word tsquery[];
  v_says boolean := false; -- whether a word of the question is more than a stop word
  v_repairs jsonb := '[]';
  v_anchor_id bigint;
  v_anchor_title text;
  v_mode text;
  v_by text;
  v_unavailable text;
  v_sort text;
  v_question text;
  v_cursor jsonb;
  v_product_ids bigint[];
  v_word_ids bigint[];
  v_word_scores double precision[];
  v_near_ids bigint[];
  v_best_all double precision;
  v_best_any double precision;
  v_arm_limit constant integer := 200;
  -- Offers up to which exact ranking is the faster plan; a setting, so that a database can tune it.
  v_exact_limit constant bigint := coalesce(nullif(current_setting('trueshelf.exact_offer_limit', true), '')::bigint, 50000);
  v_approximate boolean := false;
  v_exhausted boolean := true;
  v_degraded text;
  v_reason text;
  v_result jsonb;
begin
  if search_page.k is null or search_page.k not between 1 and 200 then
    raise exception using errcode = 'TSLIM',
      message = format('k is %s, expected 1 to 200', coalesce(search_page.k::text, 'null')),
      hint = 'Ask for 1 to 200 rows, and page on with the cursor of the last one.';
  end if;
  perform product.check_text(search_page.query_text);
  v_options := product.read_options(search_page.options, '{like,asOf,sort,mode,unavailable,interpret,after,currency}');
  v_demanded := product.filter_constraints(search_page.filter);
  if v_options ? 'like' and num_nonnulls(search_page.query_text, search_page.query_vector) > 0 then
    raise exception using errcode = 'TSOPT',
      message = 'options.like stands beside a text or a vector', hint = 'Ask for either: similar to a product, or to a text.';
  end if;
  v_by := coalesce(v_options ->> 'mode', 'HYBRID');
  if v_by = 'LEXICAL' and search_page.query_vector is not null then
    raise exception using errcode = 'TSOPT',
      message = 'options.mode is LEXICAL beside a vector', hint = 'Leave the vector out, or ask for HYBRID or SEMANTIC.';
  end if;
  -- Policy: sold-out things are no use as "similar to this".
  v_unavailable := coalesce(v_options ->> 'unavailable', case when v_options ? 'like' then 'HIDE' else 'LAST' end);
  if v_unavailable = 'HIDE' and not exists (select from jsonb_array_elements(v_demanded) d where d ->> 'kind' = 'IN_STOCK') then
    v_demanded := v_demanded || jsonb_build_object('kind', 'IN_STOCK', 'span', null, 'filter', '{"inStock": true}'::jsonb,
      'source', case when v_options ? 'unavailable' then 'ARGUMENT' else 'DEFAULT' end);
  end if;

  -- What is asked.
  v_interpretation := case
    when search_page.query_text is null then
      '{"text": "", "residue": "", "constraints": [], "preferences": [], "ignored": []}'::jsonb
    when coalesce((v_options -> 'interpret')::boolean, true) then product.interpret_text(search_page.query_text)
    else jsonb_build_object('text', search_page.query_text, 'residue', lower(search_page.query_text),
      'constraints', '[]'::jsonb, 'preferences', '[]'::jsonb, 'ignored', '[]'::jsonb)
  end;
  v_currency := product.answer_currency(search_page.filter, v_options, v_interpretation);
  v_sort := coalesce(v_options ->> 'sort', 'RELEVANCE');
  if v_options ? 'like' then
    select p.product_id, p.title into v_anchor_id, v_anchor_title
    from product.product p
    where (p.handle = v_options #>> '{like,handle}' or p.product_id = (v_options #>> '{like,productId}')::bigint)
      and p.status = 'active';
    if not found then
      raise exception using errcode = 'TSNFD',
        message = format('there is no product "%s"', left(coalesce(v_options #>> '{like,handle}', v_options #>> '{like,productId}'), 100)),
        hint = 'Give the handle or the id of a product of this catalogue.';
    end if;
  end if;
  v_interpretation := product.merge_constraints(v_demanded, v_interpretation, v_currency);

  -- Of which instant, and from where on.
  select m.* into v_model from embeddings.model m where m.state = 'active';
  v_question := md5(jsonb_build_array(
    search_page.query_text, jsonb_strip_nulls(coalesce(search_page.filter, '{}')),
    '{"sort": "RELEVANCE", "interpret": true}'::jsonb || jsonb_build_object('mode', v_by, 'unavailable', v_unavailable) || v_options - 'after', search_page.query_vector::text, v_model.model_id,
    current_setting('trueshelf.customer_group', true), current_setting('trueshelf.role', true))::text);
  if v_options ? 'after' then
    v_cursor := product.read_cursor(v_options ->> 'after');
    if v_cursor ->> 'question' <> v_question then
      raise exception using errcode = 'TSCUR',
        message = 'the cursor belongs to another question',
        hint = 'A cursor goes on with the same text, filter and options, for the same caller; start again without one.';
    end if;
  end if;
  v_as_of := coalesce((v_options ->> 'asOf')::timestamptz, (v_cursor ->> 'asOf')::timestamptz, search_page.now);
  perform product.check_instant(v_as_of, search_page.now);
  v_demand := product.build_demand(v_interpretation -> 'constraints', v_currency, v_as_of);
  if v_anchor_id is not null then
    v_demand.excluded_product_ids := coalesce(v_demand.excluded_product_ids, '{}') || v_anchor_id;
  end if;

  -- What it is like.
  if v_anchor_id is not null then
    if v_by <> 'LEXICAL' then
      select e.embedding into v_vector
      from embeddings.product_embedding e
      where e.product_id = v_anchor_id and e.model_id = v_model.model_id;
      v_degraded := case
        when v_vector is not null then null
        when v_by = 'SEMANTIC' then 'the anchor product has no vector yet; compared with nothing'
        else 'the anchor product has no vector yet; compared by the words of its title' end;
    end if;
    if v_vector is null and v_by <> 'SEMANTIC' then
      select q.all_words, q.any_word, q.each_word, q.repairs into v_all_words, v_any_word, v_each_word, v_repairs
      from embeddings.word_queries(embeddings.lexicon_model(), v_anchor_title) q;
    end if;
  elsif search_page.query_vector is not null then
    if v_model.model_id is null or vector_dims(v_vector) <> v_model.dimensions or not vector_norm(v_vector) > 0 then
      raise exception using errcode = 'TSVEC',
        message = format('the vector has %s dimensions and length %s, expected %s dimensions and a length above 0',
          vector_dims(v_vector), vector_norm(v_vector), coalesce(v_model.dimensions::text, 'an active model with its')),
        hint = 'Embed the question with the active model; see api.embedding_status().';
    end if;
    v_vector := l2_normalize(v_vector); -- a very long or very short one overflows the distance: NaN, the best of all scores
  elsif v_interpretation ->> 'residue' <> '' and v_by <> 'LEXICAL' then
    v_vector := embeddings.query_vector(v_model.model_id, v_interpretation ->> 'residue');
  end if;
  if v_interpretation ->> 'residue' <> '' then
    select q.all_words, q.any_word, q.each_word, q.repairs into v_all_words, v_any_word, v_each_word, v_repairs
    from embeddings.word_queries(embeddings.lexicon_model(), v_interpretation ->> 'residue') q;
    if v_vector is null and v_by <> 'LEXICAL' then
      v_degraded := format('%s; %s', case
        when v_model.model_id is null then 'no embedding model is active'
        when v_model.provider = 'builtin' then 'no word of the question is known to the model'
        else 'no vector for the question'
      end, case v_by when 'SEMANTIC' then 'compared with nothing' else 'searched by words' end);
    end if;
    v_says := v_all_words is not null;
    if v_by = 'SEMANTIC' then
      v_all_words := null;
      v_any_word := null;
    end if;
  end if;
  v_interpretation := v_interpretation || jsonb_build_object('repairs', v_repairs);
  v_mode := case
    when v_vector is not null and v_all_words is not null then 'HYBRID'
    when v_vector is not null then 'SEMANTIC'
    when v_all_words is not null or v_anchor_id is not null and v_by <> 'SEMANTIC' then 'LEXICAL'
    when v_anchor_id is not null then 'SEMANTIC'
    when v_interpretation ->> 'residue' = '' then 'BROWSE'
    -- "is it available in blue": only stop words are left beside what is demanded, so whatever meets it is the answer.
    when not v_says and exists (select from jsonb_array_elements(v_interpretation -> 'constraints') c where c ->> 'source' <> 'DEFAULT') then 'BROWSE'
    when v_by = 'SEMANTIC' then 'SEMANTIC'
    else 'LEXICAL'
  end;
  if v_mode = 'BROWSE' then
    v_interpretation := v_interpretation || '{"residue": ""}';
    v_degraded := null;
    v_sort := case v_sort when 'RELEVANCE' then 'NEWEST' else v_sort end;
  end if;

  -- Which products qualify: few are ranked exactly, many by index where there is one.
  if v_mode <> 'BROWSE' and exists (
    select from pg_index i
    join pg_class c on c.oid = i.indexrelid
    where i.indrelid = 'embeddings.product_embedding'::regclass
      and i.indisvalid
      and c.relname = 'product_embedding_model_' || v_model.model_id || '_hnsw'
  ) then
    v_product_ids := product.qualified_products(v_demand, v_exact_limit);
    v_approximate := v_product_ids is null;
  else
    v_product_ids := product.qualified_products(v_demand, null);
  end if;

  -- Candidates: constraints and entitlement hold inside each arm, before its limit.
  if v_all_words is not null and v_product_ids is distinct from '{}' then
    select array_agg(m.product_id order by m.rank desc, m.product_id),
      array_agg(0.5 + 0.5 * m.rank / m.best order by m.rank desc, m.product_id),
      max(m.best)
    into v_word_ids, v_word_scores, v_best_all
    from (
      select f.product_id, f.rank::double precision as rank,
        coalesce((v_cursor ->> 'bestAll')::double precision, nullif(max(f.rank) over (), 0), 1) as best
      from product.matching_products(v_demand, v_product_ids, v_all_words, v_any_word, v_arm_limit) f
    ) m;
    v_exhausted := coalesce(cardinality(v_word_ids), 0) < v_arm_limit;
    if coalesce(cardinality(v_word_ids), 0) < v_arm_limit and v_any_word::text <> v_all_words::text then
      -- Worth less the fewer words it has: one of nine in common, however close together, says little.
      select coalesce(v_word_ids, '{}') || array_agg(m.product_id order by m.rank * m.coverage desc, m.product_id),
        coalesce(v_word_scores, '{}') || array_agg(0.5 * m.rank / m.best * m.coverage order by m.rank * m.coverage desc, m.product_id),
        max(m.best)
      into v_word_ids, v_word_scores, v_best_any
      from (
        select f.product_id, f.rank, f.best, c.coverage
        from (
          select a.product_id, a.rank::double precision as rank,
            coalesce((v_cursor ->> 'bestAny')::double precision, nullif(max(a.rank) over (), 0), 1) as best
          from product.matching_products(v_demand, v_product_ids, v_any_word, v_any_word, 2 * v_arm_limit) a
          where a.product_id <> all (coalesce(v_word_ids, '{}'))
          order by a.rank desc, a.product_id
          limit v_arm_limit - coalesce(cardinality(v_word_ids), 0)
        ) f
        -- A copy, since a long text's words are unpacked anew for each test of the original; and by key, not as a join.
        cross join lateral (select p.search || ''::tsvector as search from product.product p where p.product_id = f.product_id offset 0) t
        cross join lateral (
          select count(*) filter (where t.search @@ w.word)::double precision / count(*) as coverage
          from unnest(v_each_word) w (word)
        ) c
      ) m;
      v_exhausted := coalesce(cardinality(v_word_ids), 0) < v_arm_limit;
    end if;
  end if;
  if v_vector is not null and v_product_ids is distinct from '{}' then
    select array_agg(n.product_id) into v_near_ids
    from embeddings.nearest_products(
      v_model.model_id, v_vector, coalesce(v_model.similarity_floor, 0), v_demand, v_product_ids, v_approximate, v_arm_limit) n;
    -- An index may miss some, and stops at a bound: it never proves that there are no more.
    v_exhausted := v_exhausted and not v_approximate and coalesce(cardinality(v_near_ids), 0) < v_arm_limit;
  end if;
  if v_mode = 'BROWSE' then
    v_near_ids := v_product_ids;
  end if;

  -- Order, page and evidence, from the row-secured tables; the demand is judged once more.
  v_result := product.evidence_page(
    coalesce(v_near_ids, '{}'), coalesce(v_word_ids, '{}'), coalesce(v_word_scores, '{}'),
    v_vector, v_model, v_demand, v_interpretation, v_currency, v_sort, v_unavailable, v_mode, search_page.k,
    jsonb_strip_nulls(jsonb_build_object('question', v_question, 'asOf', product.rfc3339(v_as_of),
      'bestAll', v_best_all, 'bestAny', v_best_any)),
    v_cursor);

  if v_result -> 'items' = '[]' then
    v_reason := case
      when v_cursor is not null then 'there is nothing behind this cursor'
      when v_demand.price_list_id is null then
        format('nothing is priced in %s here', coalesce(v_currency, 'any currency'))
      when v_product_ids = '{}' then (
        select format('no product is %s', string_agg(c ->> 'label', ', ' order by c ->> 'id'))
        from jsonb_array_elements(v_interpretation -> 'constraints') c)
      when v_all_words is null and v_vector is null and v_anchor_id is not null then 'there is nothing to compare this product by'
      when v_all_words is null and v_vector is null then 'no word of the question means anything in this catalogue'
      else 'nothing in this catalogue is like the question'
    end;
  end if;

  return jsonb_build_object(
    'asOf', product.rfc3339(v_as_of),
    'currency', v_currency,
    'items', v_result -> 'items',
    'hasNextPage', v_result -> 'hasNextPage',
    'total', jsonb_build_object('value', v_result -> 'total', 'exact', v_exhausted),
    'interpretation', v_interpretation,
    'retrieval', jsonb_build_object(
      'mode', v_mode,
      'strategy', case
        when v_vector is null or v_product_ids = '{}' then 'NONE'
        when v_approximate then 'APPROXIMATE'
        else 'EXACT' end,
      'candidatesScanned', case when v_approximate then v_result -> 'total' else to_jsonb(cardinality(v_product_ids)) end,
      'exhausted', v_exhausted,
      'embeddingModel', case when v_vector is not null then v_model.name end,
      'degraded', v_degraded,
      'emptyReason', v_reason));
end
$$
language plpgsql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function product.search_page(text, integer, jsonb, jsonb, vector, timestamptz) is
  'The whole page behind api.search, in one snapshot: reads the question, finds candidates by words and by meaning among what qualifies, and proves each row. now: the instant of a question that names none.';

grant execute on function product.search_page(text, integer, jsonb, jsonb, vector, timestamptz) to trueshelf_api;
