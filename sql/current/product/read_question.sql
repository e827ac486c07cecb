create or replace function product.read_question(
  query_text text,
  filter jsonb,
  options jsonb,
  query_vector vector,
  now timestamptz,
  reading jsonb default null
)
returns product.question
as $$
declare
  v_question product.question;
  v_demanded jsonb;
  v_by text;
  v_anchor jsonb;
  v_anchor_title text;
  v_anchor_category_id bigint;
  v_written text := product.normalise_question(read_question.query_text);
  v_residue text;
  v_essence jsonb; -- of a reading that was given
  v_known_share double precision := 1;
  v_embedded jsonb; -- options.queryEmbedding
  v_vector_text text;
  v_says boolean := false; -- whether a word of the question is more than a stop word
  v_browses boolean;
  v_repairs jsonb := '[]';
  v_wished text[]; -- words of wishes that were taken for slips
begin
  perform product.check_text(read_question.query_text);
  v_question.options := product.read_options(read_question.options,
    '{like,goesWith,asOf,sort,mode,unavailable,interpret,dismiss,after,currency,minSimilarity,maxPerBrand,curation,include,proposals,model,queryEmbedding}');
  v_embedded := v_question.options -> 'queryEmbedding';
  v_question.options := v_question.options - 'queryEmbedding';
  -- A model may answer otherwise the next time: a later page holds to what the first one was told.
  if v_question.options ? 'after' then
    v_question.cursor := product.read_cursor(v_question.options ->> 'after');
    v_question.options := v_question.options - 'proposals' || jsonb_strip_nulls(jsonb_build_object('proposals', v_question.cursor -> 'proposals'));
  end if;
  v_question.filter := jsonb_strip_nulls(coalesce(read_question.filter, '{}'));
  v_demanded := product.filter_constraints(read_question.filter);
  if read_question.reading ? 'filterTurns' then
    select coalesce(jsonb_agg(
      d.value || case when f.turn is not null
        then jsonb_build_object('source', 'CONVERSATION', 'trust', 'EXPLICIT', 'turn', f.turn) else '{}' end order by d.position), '[]')
    into v_demanded
    from jsonb_array_elements(v_demanded) with ordinality d (value, position)
    cross join lateral (select read_question.reading -> 'filterTurns' -> product.constraint_key(d.value) as turn) f;
  end if;
  v_anchor := coalesce(v_question.options -> 'like', v_question.options -> 'goesWith');
  -- A text beside options.like says in what the answer is to differ from that product.
  if num_nonnulls(v_question.options -> 'like', v_question.options -> 'goesWith', read_question.query_vector) > 1
    or v_question.options ? 'goesWith' and read_question.query_text is not null
  then
    raise exception using errcode = 'TSOPT',
      message = format('options.%s stands beside %s', case when v_question.options ? 'like' then 'like' else 'goesWith' end,
        case when v_question.options ?& '{like,goesWith}' then 'options.goesWith'
          when v_question.options ? 'like' then 'a vector'
          else 'a text or a vector' end),
      hint = 'Ask for one: similar to a product (a text may say how to differ), what goes with it, or like a text.';
  end if;
  v_by := coalesce(v_question.options ->> 'mode', 'HYBRID');
  if v_by = 'LEXICAL' and read_question.query_vector is not null then
    raise exception using errcode = 'TSOPT',
      message = 'options.mode is LEXICAL beside a vector', hint = 'Leave the vector out, or ask for HYBRID or SEMANTIC.';
  end if;
  v_question.max_per_brand := (v_question.options ->> 'maxPerBrand')::integer;

  -- What is asked. A text that is a SKU, a handle or a title from end to end names that product and demands nothing.
  select array_agg(e.product_id order by e.product_id), array_agg(e.match order by e.product_id), min(e.variant_id)
  into v_question.exact_ids, v_question.exact_matches, v_question.exact_variant_id
  from product.exact_matches(v_written) e
  where v_by <> 'SEMANTIC' and v_anchor is null;
  v_question.interpretation := case
    when read_question.query_text is null then
      '{"text": "", "residue": "", "constraints": [], "preferences": [], "sort": null, "ignored": []}'::jsonb
    when coalesce((v_question.options -> 'interpret')::boolean, true) and v_question.exact_ids is null then
      product.dismiss_constraints(
        coalesce(nullif(read_question.reading - 'filterTurns', '{}'),
          product.interpret_text(read_question.query_text, v_question.options -> 'proposals')),
        array(select jsonb_array_elements_text(v_question.options -> 'dismiss')))
    else jsonb_build_object('text', read_question.query_text, 'residue', lower(read_question.query_text),
      'constraints', '[]'::jsonb, 'preferences', '[]'::jsonb, 'sort', null, 'ignored', '[]'::jsonb)
  end;
  -- Those that were taken; none where the text was not read.
  v_question.options := v_question.options - 'proposals'
    || jsonb_strip_nulls(jsonb_build_object('proposals', v_question.interpretation -> 'proposals'));
  v_question.interpretation := v_question.interpretation - 'proposals';
  -- In a conversation "like the second one" is said of what it is about: desk lamps that are like it.
  if v_anchor is not null and read_question.query_text is not null and not coalesce(read_question.reading ? 'residue', false) then
    v_question.interpretation := v_question.interpretation || jsonb_build_object('residue', '',
      'ignored', v_question.interpretation -> 'ignored' || product.residue_spans(
        v_question.interpretation, 'beside a product to compare with, a text says only in what the answer is to differ from it'));
  end if;
  v_residue := v_question.interpretation ->> 'residue';
  if v_question.exact_ids is null and v_by <> 'SEMANTIC' and v_residue not in ('', v_written) then
    select array_agg(e.product_id order by e.product_id), array_agg(e.match order by e.product_id), min(e.variant_id)
    into v_question.exact_ids, v_question.exact_matches, v_question.exact_variant_id
    from product.exact_matches(v_residue) e;
    -- "like the Biker leather jacket but cheaper": its words are a name, and it is what is compared with.
    if cardinality(v_question.exact_ids) = 1
      and jsonb_path_exists(v_question.interpretation, '$.preferences[*] ? (@.kind == "COMPARATIVE")')
    then
      v_anchor := jsonb_build_object('productId', v_question.exact_ids[1]::text);
      v_question.exact_ids := null;
      v_question.exact_matches := null;
      v_question.exact_variant_id := null;
      v_question.interpretation := v_question.interpretation || jsonb_build_object('preferences',
        jsonb_path_query_array(v_question.interpretation, '$.preferences[*] ? (@.kind == "COMPARATIVE")'));
    end if;
  end if;
  v_question.currency := product.answer_currency(read_question.filter, v_question.options, v_question.interpretation);
  if v_anchor is not null then
    v_question.anchor_id := product.find_product(v_anchor);
    select p.title, p.category_id into v_anchor_title, v_anchor_category_id
    from product.product p
    where p.product_id = v_question.anchor_id;
  end if;
  -- Policy: sold-out things are no use as "similar to this".
  v_question.unavailable := coalesce(v_question.options ->> 'unavailable', case when v_anchor is not null then 'HIDE' else 'LAST' end);
  if v_question.unavailable = 'HIDE' and not exists (select from jsonb_array_elements(v_demanded) d where d ->> 'kind' = 'IN_STOCK') then
    v_demanded := v_demanded || jsonb_build_object('kind', 'IN_STOCK', 'span', null, 'filter', '{"inStock": true}'::jsonb,
      'source', case when v_question.options ? 'unavailable' then 'ARGUMENT' else 'DEFAULT' end);
  end if;
  v_question.sort := coalesce(v_question.options ->> 'sort', v_question.interpretation #>> '{sort,sort}', 'RELEVANCE');
  if v_question.options ? 'sort' and v_question.interpretation -> 'sort' <> 'null' then
    v_question.interpretation := v_question.interpretation || jsonb_build_object('sort', null,
      'ignored', v_question.interpretation -> 'ignored' || jsonb_build_array(jsonb_build_object(
        'span', v_question.interpretation #> '{sort,span}', 'kind', 'OVERRIDDEN', 'key', 'SORT',
        'reason', 'the sort given beside the text goes first',
        'turn', v_question.interpretation #> '{sort,turn}', 'label', case when v_question.interpretation #> '{sort,turn}' <> 'null' then
          product.sort_label(v_question.interpretation #>> '{sort,sort}') end)));
  end if;
  v_question.interpretation := product.merge_constraints(v_demanded, v_question.interpretation, v_question.currency);

  -- Of which instant, and from where on. What is shown beside the page is no part of what it belongs to.
  v_question.model := (
    select m
    from embeddings.model m
    where case when v_question.options ? 'model' then m.name = v_question.options ->> 'model' and m.state <> 'retired'
      else m.state = 'active' end);
  if v_question.options ? 'model' and (v_question.model).model_id is null then
    raise exception using errcode = 'TSNFD',
      message = format('options.model is "%s", and no model in use has that name', left(v_question.options ->> 'model', 60)),
      hint = 'Leave it out for the active one; api.embedding_status() lists those in use.';
  end if;
  -- Of a conversation, whichever turn said what: "show me more" goes on with the list of another text.
  v_essence := case when read_question.reading - 'filterTurns' <> '{}' then jsonb_build_object(
    'residue', v_residue, 'pieces', (
      select coalesce(jsonb_agg(p.value order by p.value), '[]')
      from (
        select (e.value - '{id,label,span,source,origin,turn,trust,said,alternatives}'::text[]) #- '{comparedWith,turn}' as value
        from jsonb_array_elements(v_question.interpretation -> 'constraints' || (v_question.interpretation -> 'preferences')) e (value)
      ) p)) end;
  v_question.fingerprint := md5((jsonb_build_array(
    case when v_essence is null then read_question.query_text end, v_question.filter,
    '{"interpret": true}'::jsonb || v_question.options - '{after,include,proposals}'::text[] || jsonb_build_object(
      'mode', v_by, 'unavailable', v_question.unavailable, 'sort', v_question.sort, 'sortOfText', v_question.interpretation -> 'sort' <> 'null'),
    read_question.query_vector::text, (v_question.model).model_id,
    current_setting('trueshelf.customer_group', true), current_setting('trueshelf.role', true))
    || case when v_essence is null then '[]' else jsonb_build_array(v_essence) end)::text);
  if v_question.options ? 'after' then
    if v_question.cursor ->> 'question' <> v_question.fingerprint then
      raise exception using errcode = 'TSCUR',
        message = 'the cursor belongs to another question',
        hint = 'A cursor goes on with the same text, filter and options, for the same caller; start again without one.';
    end if;
    -- Later pages look at all that was sold or delivered since the first one.
    if (v_question.cursor ->> 'at')::timestamptz < read_question.now - interval '1 day' then
      raise exception using errcode = 'TSCUR',
        message = 'the cursor is older than a day', hint = 'Start again without one.';
    end if;
  end if;
  v_question.as_of := coalesce(
    (v_question.options ->> 'asOf')::timestamptz, (v_question.cursor ->> 'asOf')::timestamptz, read_question.now);
  perform product.check_instant(v_question.as_of, read_question.now);
  v_question.demand := product.build_demand(v_question.interpretation -> 'constraints', v_question.currency, v_question.as_of);
  if read_question.query_text is not null and not v_question.options ? 'like' and coalesce((v_question.options -> 'curation')::boolean, true) then
    select c.pinned_ids, c.curated_out_ids into v_question.pinned_ids, v_question.curated_out_ids
    from product.curated_products(array[v_written, v_residue], v_question.as_of) c;
  end if;
  v_question := product.apply_policy(v_question, v_anchor_category_id);

  -- What it is like.
  if v_question.anchor_id is not null then
    if v_by <> 'LEXICAL' then
      select e.embedding into v_question.query_vector
      from embeddings.product_embedding e
      where e.product_id = v_question.anchor_id and e.model_id = (v_question.model).model_id;
      v_question.degraded := case
        when v_question.query_vector is not null then null
        when v_by = 'SEMANTIC' then 'the anchor product has no vector yet; compared with nothing'
        else 'the anchor product has no vector yet; compared by the words of its title' end;
    end if;
    -- Only beside a product that was pointed at: where the text names it, its words are that name.
    if v_question.options ? 'like' and v_residue <> '' and v_by <> 'SEMANTIC' then
      select q.all_words, q.any_word, q.each_word, q.repairs
      into v_question.all_words, v_question.any_word, v_question.each_word, v_repairs
      from embeddings.word_queries(embeddings.lexicon_model(), v_residue) q;
    end if;
    if v_question.query_vector is null and v_question.all_words is null and v_by <> 'SEMANTIC' then
      select q.all_words, q.any_word, q.each_word, q.repairs
      into v_question.all_words, v_question.any_word, v_question.each_word, v_repairs
      from embeddings.word_queries(embeddings.lexicon_model(), v_anchor_title) q;
    end if;
  elsif v_residue <> '' then
    select q.all_words, q.any_word, q.each_word, q.repairs, q.known_share
    into v_question.all_words, v_question.any_word, v_question.each_word, v_repairs, v_known_share
    from embeddings.word_queries(embeddings.lexicon_model(), v_residue) q;
    -- "tan" is a colour: no slip for "tank", though no text has it.
    v_wished := case when v_repairs <> '[]' then array(
      select distinct w.form
      from jsonb_array_elements(v_question.interpretation -> 'preferences') p (value)
      cross join lateral product.scan_words(concat_ws(' ', p.value #>> '{span,text}', p.value #>> '{filter,attributes,0,values}')) w
      where exists (select from jsonb_array_elements(v_repairs) r where r ->> 'from' = w.form)) end;
    if v_wished <> '{}' then
      select q.all_words, q.any_word, q.each_word, q.repairs, q.known_share
      into v_question.all_words, v_question.any_word, v_question.each_word, v_repairs, v_known_share
      from embeddings.word_queries(embeddings.lexicon_model(), (
        select coalesce(string_agg(w.form, ' ' order by w.place), '') from product.scan_words(v_residue) w where w.form <> all (v_wished))) q;
    end if;
    v_says := v_question.all_words is not null;
    if v_by = 'SEMANTIC' then
      v_question.all_words := null;
      v_question.any_word := null;
    end if;
  end if;
  -- "is it available in blue": only stop words are left beside what is demanded, so whatever meets it is the answer.
  -- What was understood and then ignored or dismissed leaves no question behind either.
  v_browses := v_question.anchor_id is null and (v_residue = '' or not v_says and (
    v_question.interpretation -> 'ignored' <> '[]' or v_question.interpretation -> 'sort' <> 'null' or exists (
      select from jsonb_array_elements(v_question.interpretation -> 'constraints') c where c ->> 'source' <> 'DEFAULT')));
  if v_question.anchor_id is null and read_question.query_vector is not null then
    v_question.query_vector := embeddings.check_query_vector(v_question.model, read_question.query_vector);
  elsif v_question.anchor_id is null then
    -- A provider's model has a vector for stop words too, and it would be like anything.
    if v_browses and (v_question.model).provider <> 'builtin' then
      v_question.mode := 'BROWSE';
    end if;
    v_vector_text := product.vector_text(v_question);
    if v_vector_text is not null then
      v_embedded := case when v_embedded ->> 'model' = (v_question.model).name
        and coalesce(v_embedded ->> 'modelId' = (v_question.model).model_id::text, true)
        and product.normalise_question(v_embedded ->> 'text') = v_vector_text then v_embedded end;
      v_question.query_vector := case when v_embedded ? 'vector'
        then embeddings.check_query_vector(v_question.model, embeddings.read_vector(v_embedded -> 'vector'))
        else embeddings.query_vector((v_question.model).model_id, v_vector_text) end;
    end if;
    v_question.degraded := product.missing_vector(v_question, v_vector_text, v_embedded ->> 'reason');
  end if;
  -- A word that the built-in model never read would have turned the vector away from everything it knows; as it is left
  -- out of the vector, the floor is raised by as much.
  v_question.similarity_floor := coalesce(
    round((v_question.options ->> 'minSimilarity')::numeric, 6)::double precision,
    least(coalesce((v_question.model).similarity_floor, 0) / case
      when (v_question.model).provider = 'builtin' and read_question.query_vector is null then greatest(v_known_share, 0.01) else 1 end, 1));
  if v_question.complements is not null and not v_question.options ? 'minSimilarity' then
    v_question.similarity_floor := -1; -- a rule says that it goes; meaning only says how well
  end if;
  v_question.interpretation := v_question.interpretation
    || jsonb_build_object('repairs', case when v_question.anchor_id is null or v_question.options ? 'like' and v_residue <> '' then v_repairs else '[]' end);
  v_question.mode := case
    when v_question.query_vector is not null and v_question.all_words is not null then 'HYBRID'
    when v_question.query_vector is not null then 'SEMANTIC'
    when v_question.all_words is not null or v_question.anchor_id is not null and v_by <> 'SEMANTIC' then 'LEXICAL'
    when v_question.anchor_id is not null then 'SEMANTIC'
    when v_browses then 'BROWSE'
    when v_by = 'SEMANTIC' then 'SEMANTIC'
    else 'LEXICAL'
  end;
  if v_question.mode = 'BROWSE' then
    v_question.interpretation := v_question.interpretation || jsonb_build_object('residue', '', 'preferences', '[]'::jsonb,
      'ignored', v_question.interpretation -> 'ignored' || (
        select coalesce(jsonb_agg(product.left_aside(w.value, 'NOT_POSSIBLE', w.value ->> 'key',
          'the question names nothing that it could be compared with') order by w.position), '[]')
        from jsonb_array_elements(v_question.interpretation -> 'preferences') with ordinality w (value, position)));
    v_question.degraded := null;
    v_question.sort := case v_question.sort when 'RELEVANCE' then 'NEWEST' else v_question.sort end;
  end if;
  return v_question;
end
$$
language plpgsql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function product.read_question(text, jsonb, jsonb, vector, timestamptz, jsonb) is
  'Reads and checks a question with all its arguments: what it demands, what it is like, how its answer is ordered. now: the instant of a question that names none. reading: what product.interpret_text would read, where a conversation has read it already and remembered pieces stand in it (source CONVERSATION, span null, turn, trust; filterTurns: the turn that gave what the filter says, by constraint key); a text that names a product from end to end is taken without it. Raises TSTXT, TSFLT, TSCCY, TSOPT, TSCUR, TSVEC, TSNFD, TSFOR.';

grant execute on function product.read_question(text, jsonb, jsonb, vector, timestamptz, jsonb) to trueshelf_api;
