create or replace function product.suggestion_query(
  words text[],
  with_synonyms boolean
)
returns tsquery
as $$
  with word as (
    select w.word, w.position, w.position = cardinality(suggestion_query.words) as is_last
    from unnest(suggestion_query.words) with ordinality w (word, position)
  ),
  alternative as (
    select w.position, format('''%s''%s', w.word, case when w.is_last or length(w.word) >= 3 then ':*' end) as query
    from word w
    union
    -- product.search_simple does not stem: "jackets" has to find a jacket, and "battery" the batteries. A whole word only:
    -- as a beginning the singular of "flas" would be that of a flat cap.
    select w.position, format('''%s''', f.form)
    from word w
    cross join lateral (
      values (embeddings.fold_plural(w.word)), (regexp_replace(w.word, '([^aeiou])y$', '\1ies'))
    ) f (form)
    where f.form <> w.word
      and (suggestion_query.with_synonyms or not w.is_last)
    union
    select w.position, t.query
    from word w
    join product.synonym s on s.term in (w.word, embeddings.fold_plural(w.word))
    cross join lateral unnest(s.targets) n (target)
    cross join lateral (
      select format('(%s)', string_agg(format('''%s''%s', p.part, case when length(p.part) >= 3 then ':*' end), ' & ')) as query
      from unnest(product.typed_words(n.target)) p (part)
    ) t
    where suggestion_query.with_synonyms and t.query is not null
  ),
  choice as (
    select a.position, format('(%s)', string_agg(a.query, ' | ' order by a.query)) as query
    from alternative a
    group by a.position
  )
  select string_agg(c.query, ' & ' order by c.position)::tsquery from choice c;
$$
language sql
stable
security definer
set search_path = pg_catalog, public, pg_temp;

comment on function product.suggestion_query(text[], boolean) is
  'A query of product.search_simple for typed words (of product.typed_words): all of them, in any order. The last word, and those of three letters or more, may be the beginning of a word, as they were typed. The words before the last may also be a whole word in the plural or singular; with synonyms so may the last, and each its synonyms. Null for no words.';

grant execute on function product.suggestion_query(text[], boolean) to trueshelf_api;
