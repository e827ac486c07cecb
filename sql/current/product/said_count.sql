create or replace function product.said_count(
  count integer,
  is_exact boolean
)
returns text
as $$
  select case when said_count.is_exact then '' else 'at least ' end || to_char(said_count.count, 'FM999,999,990');
$$
language sql
stable
parallel safe;

comment on function product.said_count(integer, boolean) is 'A count in a sentence: "12", "at least 2,000".';

grant execute on function product.said_count(integer, boolean) to trueshelf_api;
