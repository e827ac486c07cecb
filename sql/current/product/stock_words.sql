create or replace function product.stock_words(
  stock jsonb
)
returns text
as $$
  select case stock_words.stock ->> 'status'
    when 'IN_STOCK' then (stock_words.stock ->> 'available') || ' in stock'
    when 'LOW' then 'only ' || (stock_words.stock ->> 'available') || ' left'
    when 'OUT_OF_STOCK' then 'sold out'
    when 'UNKNOWN' then 'stock unknown'
  end;
$$
language sql
immutable
parallel safe;

comment on function product.stock_words(jsonb) is 'The stock of an evidence item in words: "12 in stock", "only 2 left", "sold out"; null for none.';

grant execute on function product.stock_words(jsonb) to trueshelf_api;
