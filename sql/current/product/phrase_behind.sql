create or replace function product.phrase_behind(
  lexemes product.lexeme[],
  first integer,
  meanings text[]
)
returns product.lexeme
as $$
  select l.*
  from unnest(phrase_behind.lexemes) l
  where l.first = phrase_behind.first and l.class = 'PHRASE' and l.meaning = any (phrase_behind.meanings)
  order by l.last desc, array_position(phrase_behind.meanings, l.meaning)
  limit 1;
$$
language sql
immutable
parallel safe;

comment on function product.phrase_behind(product.lexeme[], integer, text[]) is
  'The longest phrase that starts with word first and means one of meanings; of two as long the one whose meaning is listed first. Null without one.';

grant execute on function product.phrase_behind(product.lexeme[], integer, text[]) to trueshelf_api;
