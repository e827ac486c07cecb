create or replace function product.effective_attributes(
  product_attributes jsonb,
  options jsonb
)
returns jsonb
as $$
  select coalesce(jsonb_object_agg(e.name, e.held), '{}')
  from (
    select a.name, jsonb_agg(distinct lower(item.value #>> '{}')) as held
    from jsonb_each(effective_attributes.product_attributes || effective_attributes.options) given (name, value)
    join product.attribute a on a.name = given.name
    cross join lateral jsonb_array_elements(
      case jsonb_typeof(given.value) when 'array' then given.value else jsonb_build_array(given.value) end
    ) item (value)
    where jsonb_typeof(item.value) in ('string', 'number', 'boolean')
    group by a.name
  ) e;
$$
language sql
stable
parallel safe
set search_path = pg_catalog, public, pg_temp;

comment on function product.effective_attributes(jsonb, jsonb) is
  'What a variant is held to be by filters: the product''s attributes overlaid by the variant''s options, registered names only, each value a lower-case text in an array.';
