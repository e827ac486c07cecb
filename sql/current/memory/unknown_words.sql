create or replace function memory.unknown_words(
  forms text[],
  categories bigint[],
  products bigint[],
  anywhere boolean
)
returns text[]
as $$
  select coalesce(array_agg(w.form order by w.position), '{}')
  from (
    select f.form, min(f.position) as position
    from unnest(unknown_words.forms[:40]) with ordinality f (form, position)
    where f.form ~ '^[a-z]{3,40}$'
    group by f.form
  ) w
  cross join lateral embeddings.word_queries(embeddings.lexicon_model(), w.form) q
  where q.any_word is not null
    -- A slip is one where what it is said of has the word that was meant.
    and not exists (
      select from product.product p
      where p.search @@ q.any_word and (
        unknown_words.anywhere and q.repairs = '[]'
        or p.category_id = any (unknown_words.categories) or p.product_id = any (unknown_words.products)));
$$
language sql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function memory.unknown_words(text[], bigint[], bigint[], boolean) is
  'Those of the words (lower case) that no text has, in their order: not as they are, by no synonym, and not as a slip for a word that products of these categories, or these products, have. anywhere: as it is, a word counts wherever in the catalogue it stands; else only in those categories and products. Stop words are never among them.';

grant execute on function memory.unknown_words(text[], bigint[], bigint[], boolean) to trueshelf_api;
