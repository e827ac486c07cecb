create or replace function product.is_closing(
  reading product.reading,
  word integer
)
returns boolean
as $$
  select is_closing.word > cardinality((is_closing.reading).forms)
    or (is_closing.reading).taken[is_closing.word]
    or ts_lexize('pg_catalog.english_stem', (is_closing.reading).forms[is_closing.word]) = '{}'
    or exists (
      select from unnest((is_closing.reading).lexemes) l
      where l.class in ('PHRASE', 'COMPARATIVE') and l.first = is_closing.word);
$$
language sql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function product.is_closing(product.reading, integer) is
  'Whether what stands before a word is said in full: the text ends there, or the word begins a phrase or names nothing ("for", "with").';

grant execute on function product.is_closing(product.reading, integer) to trueshelf_api;
