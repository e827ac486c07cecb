create or replace function memory.is_mark(
  gap text
)
returns boolean
as $$
  select is_mark.gap ~ '[,;:.!?()\n\u2013\u2014]';
$$
language sql
immutable
parallel safe;

comment on function memory.is_mark(text) is
  'Whether what stands between two words (the gaps of a product.reading) has a mark that parts what is said before it from what follows; a hyphen does not. Null for null.';

grant execute on function memory.is_mark(text) to trueshelf_api;
