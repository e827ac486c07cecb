create or replace function product.joined(
  items jsonb
)
returns text
as $$
  select string_agg(i.value, ' or ' order by i.position)
  from jsonb_array_elements_text(joined.items) with ordinality i (value, position);
$$
language sql
immutable
parallel safe;

comment on function product.joined(jsonb) is 'A list of texts as "one or two or three".';

grant execute on function product.joined(jsonb) to trueshelf_api;
