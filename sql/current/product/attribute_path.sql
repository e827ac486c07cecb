create or replace function product.attribute_path(
  demanded jsonb,
  joiner text
)
returns jsonpath
as $$
  -- A JSON string is a jsonpath string as well, so names and values are quoted by to_json.
  select ('$ ? (' || string_agg('(' || c.condition || ')', attribute_path.joiner order by d.position) || ')')::jsonpath
  from jsonb_array_elements(attribute_path.demanded) with ordinality d (value, position)
  cross join lateral (
    select case
      when d.value ? 'values' then (
        select string_agg(format('@.%s[*] == %s', to_json(d.value ->> 'name'), to_json(v.value)), ' || ' order by v.value)
        from jsonb_array_elements_text(d.value -> 'values') v (value))
      -- Value by value: one that is no number is no match, and hides no other.
      else format('exists(@.%s[*] ? (%s))', to_json(d.value ->> 'name'), concat_ws(' && ',
        '@.number() ' || case when (d.value ->> 'minExclusive')::boolean then '>' else '>=' end || ' ' || (d.value ->> 'min'),
        '@.number() ' || case when (d.value ->> 'maxExclusive')::boolean then '<' else '<=' end || ' ' || (d.value ->> 'max')))
    end as condition
  ) c;
$$
language sql
immutable
parallel safe
set search_path = pg_catalog, public, pg_temp;

comment on function product.attribute_path(jsonb, text) is
  'Attribute demands, as product.read_attributes has them but for those of weight_grams, as a path over product.variant.attributes: any value of an entry, or a number in its range; entries joined by joiner ('' && '': all of them, '' || '': any). The GIN index serves values; a range is read variant by variant. Null for no demands.';

grant execute on function product.attribute_path(jsonb, text) to trueshelf_api;
