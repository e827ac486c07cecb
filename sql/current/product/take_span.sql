create or replace function product.take_span(
  content text,
  start integer,
  behind integer
)
returns jsonb
as $$
  select jsonb_build_object(
    'start', take_span.start - 1,
    'end', take_span.behind - 1,
    'text', substr(take_span.content, take_span.start, take_span.behind - take_span.start)
  );
$$
language sql
immutable
parallel safe;

comment on function product.take_span(text, integer, integer) is
  'The span of a text between two positions counted from 1, as callers see it: code points from 0, end exclusive.';

grant execute on function product.take_span(text, integer, integer) to trueshelf_api;
