create or replace function product.sort_label(
  sort text
)
returns text
as $$
  select case sort_label.sort
    when 'PRICE_ASC' then 'cheapest first'
    when 'PRICE_DESC' then 'most expensive first'
    when 'NEWEST' then 'newest first'
    when 'RATING' then 'best rated first'
    when 'WEIGHT_ASC' then 'lightest first'
    when 'WEIGHT_DESC' then 'heaviest first'
  end;
$$
language sql
immutable
parallel safe;

comment on function product.sort_label(text) is 'An order in words: "cheapest first".';

grant execute on function product.sort_label(text) to trueshelf_api;
