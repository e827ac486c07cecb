create or replace function product.folded_words(
  content text
)
returns text[]
as $$
  select array_agg(embeddings.fold_plural(s.form) order by s.place)
  from product.scan_words(folded_words.content) s;
$$
language sql
immutable
parallel safe
set search_path = pg_catalog, public, pg_temp;

comment on function product.folded_words(text) is
  'The words of a name in its order (product.scan_words), each in the singular; null without any. A generated column is made of it: to change it takes a migration.';

grant execute on function product.folded_words(text) to trueshelf_api;
