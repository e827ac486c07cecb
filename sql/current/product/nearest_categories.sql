create or replace function product.nearest_categories(
  query_text text,
  options jsonb,
  now timestamptz
)
returns jsonb
as $$
  with near as (
    select p.category_id, i.position
    from jsonb_array_elements(product.search_page(
      nearest_categories.query_text, 10, '{}',
      (nearest_categories.options - '{like,after,sort,dismiss}'::text[]) || '{"interpret": false}',
      null, nearest_categories.now, null) -> 'items') with ordinality i (value, position)
    join product.product p on p.product_id = (i.value ->> 'productId')::bigint
  ),
  -- One product far down says nothing of its category.
  nearest as (
    select n.category_id, min(n.position) as position
    from near n
    group by n.category_id
    having count(*) > 1 or min(n.position) = 1
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
  'Categories of the ten products nearest to a text in words or meaning, [{slug, name}], the nearest first, at most three: that of the first, and those with two or more of them. options: those of the search that found nothing, minSimilarity what is still near.';

grant execute on function product.nearest_categories(text, jsonb, timestamptz) to trueshelf_api;
