create or replace function product.phrase_before(
  lexemes product.lexeme[],
  last integer,
  meanings text[]
)
returns product.lexeme
as $$
  select l.*
  from unnest(phrase_before.lexemes) l
  where l.last = phrase_before.last and l.class = 'PHRASE' and l.meaning = any (phrase_before.meanings)
  order by l.first, array_position(phrase_before.meanings, l.meaning)
  limit 1;
$$
language sql
immutable
parallel safe;

comment on function product.phrase_before(product.lexeme[], integer, text[]) is
  'The longest phrase that ends with word last and means one of meanings; of two as long the one whose meaning is listed first. Null without one.';

grant execute on function product.phrase_before(product.lexeme[], integer, text[]) to trueshelf_api;
