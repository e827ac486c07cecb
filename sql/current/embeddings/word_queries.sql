create or replace function embeddings.word_queries(
  model_id bigint,
  content text,
  out all_words tsquery,
  out any_word tsquery,
  out each_word tsquery[],
  out repairs jsonb,
  out known_share double precision
)
as $$
declare
  v_word record;
  v_query tsquery;
  v_matches bigint := 0;
  v_term text;
  v_products constant bigint := coalesce((select m.document_count from embeddings.model m where m.model_id = word_queries.model_id), 0);
  v_known double precision := 0;
  v_all double precision := 0;
  v_rarity double precision;
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
      -- Whatever it may have been meant for is an alternative: the other words of the question tell which it was.
      (select array_agg(m.meant order by m.weight desc, m.meant)
        from (
          select distinct r.meant, r.weight from resolved r
          where r.written = w.tokens[1] and r.how = 'REPAIRED' and cardinality(w.tokens) = 1
        ) m
      ) as meant,
      (select array_agg(r.token) from resolved r
        where r.written = any (w.tokens) and (r.how = 'SYNONYM' or r.how = 'REPAIRED' and r.token <> r.meant)) as targets,
      f.matches,
      f.likely_matches,
      coalesce((
        select sum(m.weight ^ 2) from (select distinct r.meant, r.weight from resolved r where r.written = any (w.tokens)) m
      ), 0) as certainty
    from written w
    cross join lateral (
      select
        coalesce(sum(t.document_frequency), 0) as matches,
        coalesce(sum(t.document_frequency * r.weight), 0) as likely_matches
      from resolved r
      join embeddings.token t on t.model_id = word_queries.model_id and t.token = r.token
      where r.written = any (w.tokens)
    ) f
    order by f.matches, w.position
  loop
    v_query := null;
    foreach v_term in array coalesce(v_word.meant, array[v_word.word]) || v_word.targets loop
      v_query := coalesce(v_query || plainto_tsquery('product.search_english', v_term), plainto_tsquery('product.search_english', v_term));
    end loop;
    continue when numnode(v_query) = 0; -- stop words
    if v_word.meant is not null then
      repairs := repairs || (
        select jsonb_agg(jsonb_build_object('from', v_word.word, 'to', m.meant) order by m.position)
        from unnest(v_word.meant) with ordinality m (meant, position));
    end if;
    -- Squared inverse document frequency, as in the length of a vector; a word in no text weighs as much as the rarest.
    -- One that may have been meant for several is as short as the mixture of their vectors, which have little in common.
    v_rarity := ln(1 + v_products / greatest(v_word.likely_matches, 1)) ^ 2;
    v_all := v_all + v_rarity;
    v_known := v_known + v_rarity * least(v_word.certainty, 1);
    all_words := coalesce(all_words && v_query, v_query);
    each_word := each_word || v_query;
    -- Rarest first, and no further word once enough products can match: a common word would rank the whole catalogue.
    if v_matches < 20000 then
      v_query := replace(v_query::text, '&', '|')::tsquery;
      any_word := coalesce(any_word || v_query, v_query);
      v_matches := v_matches + v_word.matches;
    end if;
  end loop;
  known_share := case when v_all > 0 then sqrt(v_known / v_all) else 1 end;
end
$$
language plpgsql
stable
security definer
set search_path = pg_catalog, public, pg_temp
set client_min_messages = warning; -- a stop word is no news

comment on function embeddings.word_queries(bigint, text) is
  'The full-text queries of a question: all_words (every word, or a synonym of it), any_word (the rarest words, bounded), each_word (one for each word), the words that were repaired, [{from, to}], as many for a word as it may have been meant for, best first, and known_share: the length of the question''s vector that the catalogue''s words make up, 0..1, less the rarer the words are that it never uses. Null queries when only stop words are left.';

grant execute on function embeddings.word_queries(bigint, text) to trueshelf_api;
