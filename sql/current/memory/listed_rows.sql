create or replace function memory.listed_rows(
  items jsonb
)
returns table (
  place integer,
  item jsonb,
  words text[],
  attributes jsonb,
  rating numeric,
  released_on date
)
as $$
  select i.place::integer, i.value,
    product.folded_words(concat_ws(' ', i.value ->> 'title', i.value ->> 'brand', i.value ->> 'category', (
      select string_agg(o.value #>> '{}', ' ')
      from jsonb_path_query(i.value -> 'options', '$.*') o (value)
    ), (
      select string_agg(a.value #>> '{}', ' ')
      from jsonb_path_query(v.attributes, '$.*[*] ? (@.type() == "string" && @ != "true" && @ != "false")') a (value)
    ), (
      select string_agg(concat_ws(' ', translate(a.name, '_', ' '), r.label), ' ')
      from jsonb_each(v.attributes) a (name, held)
      left join product.attribute r on r.name = a.name
      where a.held @> '["true"]'
    ))),
    v.attributes, p.rating, p.released_on
  from jsonb_array_elements(case jsonb_typeof(listed_rows.items) when 'array' then listed_rows.items end) with ordinality i (value, place)
  left join product.product p on p.product_id = (i.value ->> 'productId')::bigint
  left join product.variant v on v.product_id = p.product_id and v.variant_id = (i.value ->> 'variantId')::bigint
  order by i.place;
$$
language sql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function memory.listed_rows(jsonb) is
  'The rows of an earlier answer, in its order from 1: each with the words that name it (title, brand, category, options and attributes of the variant shown, in the singular), and what it is measured by; null where the caller may see it no more.';

grant execute on function memory.listed_rows(jsonb) to trueshelf_api;
