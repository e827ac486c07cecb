create or replace function product.find_unit(
  written text
)
returns text
as $$
  select u.code
  from product.unit u
  where u.code = find_unit.written or lower(find_unit.written) = any (u.signs)
  order by u.code = find_unit.written desc, u.code
  limit 1;
$$
language sql
stable
parallel safe
set search_path = pg_catalog, public, pg_temp;

comment on function product.find_unit(text) is
  'The code of the unit that has this code, or this sign in any case: "KG", "kilos" and "kg" are kg; null for none.';

grant execute on function product.find_unit(text) to trueshelf_api;
