create or replace function product.stock_status(
  available integer
)
returns text
as $$
  select case
    when stock_status.available is null then 'UNKNOWN'
    when stock_status.available = 0 then 'OUT_OF_STOCK'
    when stock_status.available <= 3 then 'LOW'
    else 'IN_STOCK'
  end;
$$
language sql
immutable
parallel safe;

comment on function product.stock_status(integer) is
  'IN_STOCK, LOW (1 to 3 left), OUT_OF_STOCK, or UNKNOWN where no stock is recorded.';

grant execute on function product.stock_status(integer) to trueshelf_api;
