create or replace function product.bounded_range(
  entry jsonb
)
returns numrange
as $$
  select numrange(
    (bounded_range.entry ->> 'min')::numeric,
    (bounded_range.entry ->> 'max')::numeric,
    case when (bounded_range.entry ->> 'minExclusive')::boolean then '(' else '[' end
      || case when (bounded_range.entry ->> 'maxExclusive')::boolean then ')' else ']' end);
$$
language sql
immutable
parallel safe;

comment on function product.bounded_range(jsonb) is
  'The amounts that a range of an attribute filter allows ({min, max, minExclusive, maxExclusive}), open where it names no bound. min must not be above max.';

grant execute on function product.bounded_range(jsonb) to trueshelf_api;
