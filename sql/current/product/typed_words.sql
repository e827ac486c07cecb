create or replace function product.typed_words(
  content text
)
returns text[]
as $$
  with word as (
    -- Letters of other scripts are named one range at a time: in the locale "C" [:alnum:] knows ASCII only.
    -- A hundred letters find a longer word, by its beginning; a word of 2,048 bytes would be refused.
    select left(w.word, 100) as word, max(w.position) as position
    from regexp_split_to_table(
      lower(public.unaccent(typed_words.content)),
      '[^[:alnum:]\u00c0-\u1fff\u2c00-\u2fff\u3040-\ud7ff\uf900-\ufdff]+') with ordinality w (word, position)
    where w.word <> ''
    group by 1
  )
  -- Twelve words find a title; what is being typed is the last of them.
  select coalesce(array_agg(last.word order by last.position), '{}')
  from (select w.word, w.position from word w order by w.position desc limit 12) last;
$$
language sql
stable
parallel safe
set search_path = pg_catalog, public, pg_temp;

comment on function product.typed_words(text) is
  'The words of what was typed, lower case and without accents, each once, at most the last twelve and a hundred letters of each, in order: lexemes of product.search_simple.';

grant execute on function product.typed_words(text) to trueshelf_api;
