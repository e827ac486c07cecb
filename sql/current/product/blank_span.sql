create or replace function product.blank_span(
  rest text,
  start integer,
  behind integer
)
returns text
as $$
  select overlay(blank_span.rest
    placing repeat(E'\x01', blank_span.behind - blank_span.start)
    from blank_span.start for blank_span.behind - blank_span.start);
$$
language sql
immutable
parallel safe;

comment on function product.blank_span(text, integer, integer) is
  'A text with the part between two positions (from 1) blanked by U+0001, so that no rule reads it again and positions stay.';

grant execute on function product.blank_span(text, integer, integer) to trueshelf_api;
