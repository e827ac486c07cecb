create or replace function audit.bare_filter(
  filter jsonb
)
returns jsonb
as $$
declare
  v_filter jsonb := bare_filter.filter;
  v_value record;
begin
  -- All else of a filter that was accepted is a number, a flag, or was looked up: a category, a brand, a location, a name.
  for v_value in
    select array['attributes', (a.position - 1)::text, 'values', (v.position - 1)::text] as path
    from jsonb_array_elements(v_filter -> 'attributes') with ordinality a (value, position)
    cross join lateral jsonb_array_elements_text(nullif(a.value -> 'values', 'null')) with ordinality v (value, position)
    where not audit.is_known_value(a.value ->> 'name', v.value)
    union all
    select array['exclude', 'attributes', (a.position - 1)::text, 'values', (v.position - 1)::text]
    from jsonb_array_elements(v_filter #> '{exclude,attributes}') with ordinality a (value, position)
    cross join lateral jsonb_array_elements_text(nullif(a.value -> 'values', 'null')) with ordinality v (value, position)
    where not audit.is_known_value(a.value ->> 'name', v.value)
    union all
    select array['exclude', 'products', (h.position - 1)::text]
    from jsonb_array_elements_text(v_filter #> '{exclude,products}') with ordinality h (value, position)
    where not exists (select from product.product_handle k where k.handle = h.value)
  loop
    v_filter := jsonb_set(v_filter, v_value.path, 'null');
  end loop;
  return v_filter;
end
$$
language plpgsql
stable
security definer
set search_path = pg_catalog, public, pg_temp;

comment on function audit.bare_filter(jsonb) is
  'A filter that product.filter_constraints accepts, with null in place of what may be anybody''s words: values that no product''s attribute has, and handles of no product.';

grant execute on function audit.bare_filter(jsonb) to trueshelf_api;
