create or replace function product.filter_with_values(
  filter jsonb,
  key text,
  selected text[]
)
returns jsonb
as $$
  select case
    when cardinality(filter_with_values.selected) = 0 then b.filter
    when filter_with_values.key = 'CATEGORY' then b.filter || jsonb_build_object('categories', filter_with_values.selected)
    when filter_with_values.key = 'BRAND' then b.filter || jsonb_build_object('brands', filter_with_values.selected)
    else b.filter || jsonb_build_object('attributes', coalesce(b.filter -> 'attributes', '[]') || jsonb_build_array(jsonb_build_object(
      'name', substr(filter_with_values.key, strpos(filter_with_values.key, ':') + 1), 'values', filter_with_values.selected)))
  end
  from (select product.filter_without(filter_with_values.filter, array[filter_with_values.key]) as filter) b;
$$
language sql
immutable
set search_path = pg_catalog, public, pg_temp;

comment on function product.filter_with_values(jsonb, text, text[]) is
  'A filter that demands any of these values under a key, CATEGORY (slugs), BRAND (slugs) or ATTRIBUTE:colour, in place of what it demanded there, a range included; none: nothing there.';

grant execute on function product.filter_with_values(jsonb, text, text[]) to trueshelf_api;
