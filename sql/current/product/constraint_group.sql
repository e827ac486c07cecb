create or replace function product.constraint_group(
  key text
)
returns text
as $$
  select case
    when constraint_group.key in ('PRICE_MIN', 'PRICE_MAX') then 'PRICE'
    when constraint_group.key = 'IN_STOCK' then 'AVAILABILITY'
    else constraint_group.key
  end;
$$
language sql
immutable
parallel safe;

comment on function product.constraint_group(text) is
  'The facet that a constraint with this key selects in, by name: CATEGORY, BRAND, PRICE, AVAILABILITY, ATTRIBUTE:colour; for what no facet shows the key itself.';

grant execute on function product.constraint_group(text) to trueshelf_api;
