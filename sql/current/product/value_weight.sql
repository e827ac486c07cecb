create or replace function product.value_weight(
  attribute text,
  value text
)
returns integer[]
as $$
  select array[
    (
      select count(*)
      from (
        select from product.variant v
        where v.attributes @> jsonb_build_object(value_weight.attribute, jsonb_build_array(value_weight.value))
          and v.audience is null
        limit 100
      ) example
    ),
    (select count(*) from product.attribute_value v where v.attribute = value_weight.attribute)
  ]::integer[];
$$
language sql
stable
security definer
set search_path = pg_catalog, public, pg_temp
set random_page_cost = 1.1;

comment on function product.value_weight(text, text) is
  'By which of several attributes with a value is meant, the greatest first: how many unrestricted variants have it there, up to 100, and how many values the attribute has.';

grant execute on function product.value_weight(text, text) to trueshelf_api;
