create or replace function memory.absent_words(
  forms text[],
  categories bigint[],
  products bigint[]
)
returns text[]
as $$
  select coalesce(array_agg(w.form order by w.position), '{}')
  from (
    select f.form, min(f.position) as position
    from unnest(absent_words.forms[:60]) with ordinality f (form, position)
    -- What something is for or with, or how it is, is told by meaning: "for winter", "elegant".
    where f.position < coalesce((
        select min(t.position) from unnest(absent_words.forms) with ordinality t (form, position) where t.form in ('for', 'with', 'to')), 61)
      and f.form ~ '^[a-z]{3,40}$' and f.form <> all (memory.empty_words()) and not memory.tells_how(f.form)
    group by f.form
  ) w
  cross join lateral embeddings.word_queries(embeddings.lexicon_model(), w.form) q
  where absent_words.categories is not null
    and q.any_word is not null
    and not exists (
      select from product.product p
      where p.search @@ q.any_word
        and (p.category_id = any (absent_words.categories) or p.product_id = any (absent_words.products)));
$$
language sql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function memory.absent_words(text[], bigint[], bigint[]) is
  'Those of the words (lower case) that name something which no product of these categories, nor of these products, has in its text, in their order: another thing, or nothing. None where no category is known, none that says how a thing is, and none behind "for", "with" or "to".';

grant execute on function memory.absent_words(text[], bigint[], bigint[]) to trueshelf_api;
