create or replace function product.nearest_categories(
  query_text text,
  options jsonb,
  now timestamptz
)
returns jsonb
as $$
  with nearest as (
    select p.category_id, min(i.position) as position
    from jsonb_array_elements(product.search_page(
      nearest_categories.query_text, 20, '{}',
      (nearest_categories.options - '{like,after,sort,dismiss}'::text[]) || '{"minSimilarity": -1, "interpret": false}',
      null, nearest_categories.now, null) -> 'items') with ordinality i (value, position)
    join product.product p on p.product_id = (i.value ->> 'productId')::bigint
    group by p.category_id
    order by 2
    limit 3
  )
  select coalesce(jsonb_agg(jsonb_build_object('slug', c.slug, 'name', c.name) order by n.position), '[]')
  from nearest n
  join product.category c on c.category_id = n.category_id;
$$
language sql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function product.nearest_categories(text, jsonb, timestamptz) is
  'Categories of what is nearest to a text in words or meaning, however far, [{slug, name}], the nearest first, at most three; none where no word of it means anything. options: those of the search that found nothing.';

grant execute on function product.nearest_categories(text, jsonb, timestamptz) to trueshelf_api;
