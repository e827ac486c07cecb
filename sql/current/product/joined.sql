create or replace function product.joined(
  items jsonb
)
returns text
as $$
  select string_agg(i.value, ' or ' order by i.position)
    || case when jsonb_array_length(joined.items) > 5 then format(' or %s more', jsonb_array_length(joined.items) - 4) else '' end
  from jsonb_array_elements_text(joined.items) with ordinality i (value, position)
  where i.position <= case when jsonb_array_length(joined.items) > 5 then 4 else 5 end;
$$
language sql
immutable
parallel safe;

comment on function product.joined(jsonb) is
  'A list of texts as "one or two or three"; of more than five the first four and how many more.';

grant execute on function product.joined(jsonb) to trueshelf_api;
