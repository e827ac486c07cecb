create or replace function product.word_span(
  reading product.reading,
  first integer,
  last integer
)
returns jsonb
as $$
  select product.take_span((word_span.reading).content,
    (word_span.reading).starts[word_span.first], (word_span.reading).behinds[word_span.last]);
$$
language sql
immutable
parallel safe;

comment on function product.word_span(product.reading, integer, integer) is 'The span of the words from first to last, as callers see it.';

grant execute on function product.word_span(product.reading, integer, integer) to trueshelf_api;
