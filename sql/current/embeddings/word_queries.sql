create or replace function embeddings.word_queries(
  model_id bigint,
  content text,
  out all_words tsquery,
  out any_word tsquery,
  out each_word tsquery[],
  out repairs jsonb
)
as $$
declare
  v_word record;
  v_query tsquery;
  v_matches bigint := 0;
  v_target text;
begin
  repairs := '[]';
  for v_word in
    with written as (
      select w.word, w.position, embeddings.tokens(w.word) as tokens
      from regexp_split_to_table(lower(word_queries.content), '[^[:alnum:]./+#-]+') with ordinality w (word, position)
      where w.word <> ''
    ),
    resolved as (
      select r.*
      from embeddings.resolve_tokens(
        word_queries.model_id, (select array_agg(t.token) from written w cross join lateral unnest(w.tokens) t (token))) r
    )
    select
      w.word,
      (select r.token from resolved r where r.written = w.tokens[1] and r.how = 'REPAIRED' and cardinality(w.tokens) = 1
        order by r.weight desc, r.token limit 1) as repaired,
      (select array_agg(r.token) from resolved r where r.written = any (w.tokens) and r.how = 'SYNONYM') as synonyms,
      coalesce((
        select sum(t.document_frequency) from resolved r
        join embeddings.token t on t.model_id = word_queries.model_id and t.token = r.token
        where r.written = any (w.tokens)
      ), 0) as matches
    from written w
    order by matches, w.position
  loop
    v_query := plainto_tsquery('product.search_english', coalesce(v_word.repaired, v_word.word));
    if v_word.synonyms is not null then
      foreach v_target in array v_word.synonyms loop
        v_query := v_query || plainto_tsquery('product.search_english', v_target);
      end loop;
    end if;
    continue when numnode(v_query) = 0; -- stop words
    if v_word.repaired is not null then
      repairs := repairs || jsonb_build_array(jsonb_build_object('from', v_word.word, 'to', v_word.repaired));
    end if;
    all_words := coalesce(all_words && v_query, v_query);
    each_word := each_word || v_query;
    -- Rarest first, and no further word once enough products can match: a common word would rank the whole catalogue.
    if v_matches < 20000 then
      v_query := replace(v_query::text, '&', '|')::tsquery;
      any_word := coalesce(any_word || v_query, v_query);
      v_matches := v_matches + v_word.matches;
    end if;
  end loop;
end
$$
language plpgsql
stable
security definer
set search_path = pg_catalog, public, pg_temp
set client_min_messages = warning; -- a stop word is no news

comment on function embeddings.word_queries(bigint, text) is
  'The full-text queries of a question: all_words (every word, or a synonym of it), any_word (the rarest words, bounded), each_word (one for each word), and the words that were repaired, [{from, to}]. Null queries when only stop words are left.';

grant execute on function embeddings.word_queries(bigint, text) to trueshelf_api;
