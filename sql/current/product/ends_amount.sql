create or replace function product.ends_amount(
  rest text,
  behind integer
)
returns boolean
as $$
  select substr(ends_amount.rest, ends_amount.behind)
    ~ '^[\s\x01]*($|[,;:!?.)]|(and|or|in|but|with|without|for|that|which|please|only|at|is|are)\M)'
    or substr(ends_amount.rest, ends_amount.behind) ~ '^\s*\x01';
$$
language sql
immutable
parallel safe;

comment on function product.ends_amount(text, integer) is
  'Whether nothing behind a bare number makes it a count or a measure: the text ends, a punctuation mark or a connecting word follows, or something understood already.';

grant execute on function product.ends_amount(text, integer) to trueshelf_api;
