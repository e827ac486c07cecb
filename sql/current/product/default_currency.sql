create or replace function product.default_currency()
returns text
as $$
  select l.currency
  from product.price_list l
  where l.customer_group is null
  order by l.is_default desc, l.price_list_id
  limit 1;
$$
language sql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function product.default_currency() is
  'The currency of a question that names none: the default price list''s, else the oldest public list''s; null in a shop without lists.';

grant execute on function product.default_currency() to trueshelf_api;
