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
  -- product.search_simple does not stem: "jackets" has to find a jacket, and "battery" the batteries.
  form as (
    select w.position, f.form, w.is_last
    from word w
    cross join lateral (
      values (w.word), (embeddings.fold_plural(w.word)), (regexp_replace(w.word, '([^aeiou])y$', '\1ies'))
    ) f (form)
  ),
  alternative as (
    select f.position, format('''%s''%s', f.form, case when f.is_last or length(f.form) >= 3 then ':*' end) as query
    from form f
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
  'A query of product.search_simple for typed words (of product.typed_words): all of them, in any order, each with its plural or singular and, if asked, its synonyms. The last word, and those of three letters or more, may be the beginning of a word. Null for no words.';

grant execute on function product.suggestion_query(text[], boolean) to trueshelf_api;
