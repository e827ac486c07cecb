create or replace function product.remembered_reason(
  key text,
  demanded jsonb
)
returns text
as $$
  select format('at turn %s this was given beside the text, and that goes first; say “forget %s” to drop it',
    d.value #>> '{turn,position}', product.key_noun(remembered_reason.key))
  from jsonb_array_elements(remembered_reason.demanded) with ordinality d (value, position)
  where d.value ? 'turn' and product.constraint_key(d.value) = remembered_reason.key
  order by d.position
  limit 1;
$$
language sql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function product.remembered_reason(text, jsonb) is
  'Why a text does not go against what an earlier turn of its conversation gave as an argument, under this key; null where none did. demanded: constraints, with turn where they are remembered.';

grant execute on function product.remembered_reason(text, jsonb) to trueshelf_api;
