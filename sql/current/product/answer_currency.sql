create or replace function product.answer_currency(
  filter jsonb,
  options jsonb,
  interpretation jsonb
)
returns text
as $$
  select coalesce(
    answer_currency.filter #>> '{price,currency}',
    answer_currency.options ->> 'currency',
    (
      select c.value #>> '{filter,price,currency}'
      from jsonb_array_elements(answer_currency.interpretation -> 'constraints') with ordinality c (value, position)
      where exists (select from product.price_list l where l.currency = c.value #>> '{filter,price,currency}')
      order by c.position
      limit 1
    ),
    product.default_currency());
$$
language sql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function product.answer_currency(jsonb, jsonb, jsonb) is
  'The currency of an answer: the filter''s, else the options'', else one named in the text that has a price list, else the default.';

grant execute on function product.answer_currency(jsonb, jsonb, jsonb) to trueshelf_api;
