create or replace function product.selected_values(
  question product.question,
  key text
)
returns text[]
as $$
  select coalesce(array_agg(distinct coalesce(b.slug, lower(v.value)) order by coalesce(b.slug, lower(v.value))), '{}')
  from jsonb_array_elements((selected_values.question).interpretation -> 'constraints') c (value)
  cross join lateral jsonb_array_elements_text(
    coalesce(c.value #> '{filter,categories}', c.value #> '{filter,brands}', c.value #> '{filter,attributes,0,values}', '[]')) v (value)
  left join product.brand b on selected_values.key = 'BRAND' and (lower(b.name) = lower(v.value) or b.slug = v.value)
  where c.value ->> 'key' = selected_values.key;
$$
language sql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function product.selected_values(product.question, text) is
  'What a question demands under a key, by argument or by its text: slugs of categories or brands, or attribute values in lower case; {} for nothing.';

grant execute on function product.selected_values(product.question, text) to trueshelf_api;
