create or replace function product.quoted_words(
  words text
)
returns text
as $$
  select '“' || case when length(quoted_words.words) > 80 then regexp_replace(left(quoted_words.words, 80), '\s+\S*$', '') || '…'
    else quoted_words.words end || '”';
$$
language sql
immutable
parallel safe
set search_path = pg_catalog, public, pg_temp;

comment on function product.quoted_words(text) is
  'Words of a question as a sentence quotes them: in quotation marks, cut behind a word where they are longer than 80 characters.';

grant execute on function product.quoted_words(text) to trueshelf_api;
