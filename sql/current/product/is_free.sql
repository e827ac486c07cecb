create or replace function product.is_free(
  reading product.reading,
  first integer,
  last integer
)
returns boolean
as $$
  select is_free.first >= 1 and is_free.last <= cardinality((is_free.reading).forms)
    and true <> all ((is_free.reading).taken[is_free.first:is_free.last])
    and true <> all ((is_free.reading).known[is_free.first:is_free.last]);
$$
language sql
immutable
parallel safe;

comment on function product.is_free(product.reading, integer, integer) is
  'Whether there are such words, from first to last, and no rule has read any of them.';

grant execute on function product.is_free(product.reading, integer, integer) to trueshelf_api;
