create or replace function product.attribute_path(
  demanded jsonb,
  joiner text
)
returns jsonpath
as $$
  select ('$ ? (' || string_agg(d.alternatives, attribute_path.joiner order by d.key) || ')')::jsonpath
  from (
    -- A JSON string is a jsonpath string as well, so names and values are quoted by to_json.
    select e.key, '(' || string_agg(format('@.%s[*] == %s', to_json(e.key), to_json(v.value)), ' || ' order by v.value) || ')' as alternatives
    from jsonb_each(attribute_path.demanded) e
    cross join lateral jsonb_array_elements_text(e.value) v (value)
    group by e.key
  ) d;
$$
language sql
immutable
parallel safe
set search_path = pg_catalog, public, pg_temp;

comment on function product.attribute_path(jsonb, text) is
  'Attribute demands ({"colour": ["black", "navy"]}) as a path over product.variant.attributes, which its GIN index serves: any value of a name, names joined by joiner ('' && '': all of them, '' || '': any). Null for no demands.';

grant execute on function product.attribute_path(jsonb, text) to trueshelf_api;
