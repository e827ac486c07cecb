create or replace function product.constraint_key(
  item_constraint jsonb
)
returns text
as $$
  select (constraint_key.item_constraint ->> 'kind') || coalesce(':' || coalesce(
    constraint_key.item_constraint #>> '{filter,attributes,0,name}',
    constraint_key.item_constraint #>> '{filter,exclude,attributes,0,name}'), '');
$$
language sql
immutable
parallel safe;

comment on function product.constraint_key(jsonb) is
  'What a constraint is about, in a form that outlives a change of the question: its kind, with the attribute where it has one, such as PRICE_MAX or ATTRIBUTE:colour. Ranges of an attribute have the key of its values. Several constraints of an answer may share a key.';

grant execute on function product.constraint_key(jsonb) to trueshelf_api;
