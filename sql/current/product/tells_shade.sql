create or replace function product.tells_shade(
  reading product.reading,
  place integer
)
returns boolean
as $$
  select exists (
    select from unnest((tells_shade.reading).lexemes) l
    where l.class = 'VALUE' and l.meaning = 'KIND' and l.first = tells_shade.place + 1
      and starts_with((tells_shade.reading).forms[tells_shade.place], split_part(l.value, ' ', 1))
  );
$$
language sql
immutable
parallel safe;

comment on function product.tells_shade(product.reading, integer) is
  'Whether the word at place belongs to the value behind it: "lightest grey", "lighter blue", since there are light greys and light blues.';

grant execute on function product.tells_shade(product.reading, integer) to trueshelf_api;
