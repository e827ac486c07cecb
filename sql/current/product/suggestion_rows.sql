create or replace function product.suggestion_rows(
  prefix text,
  words text[],
  k integer,
  now timestamptz
)
returns jsonb
as $$
declare
  v_all tsquery := product.suggestion_query(suggestion_rows.words, true);
  v_own tsquery := product.suggestion_query(suggestion_rows.words, false);
  -- So that products remain.
  v_of_a_kind integer := least(3, ceil(suggestion_rows.k / 3.0));
  v_all_in_titles tsquery := v_all;
  v_own_in_titles tsquery := v_own;
begin
  -- One or two letters begin words of half the catalogue: alone they have to be a word of a title, or its beginning.
  if cardinality(suggestion_rows.words) = 1 and length(suggestion_rows.words[1]) < 3 then
    v_all_in_titles := replace(v_all::text, ':*', '')::tsquery;
    v_own_in_titles := replace(v_own::text, ':*', '')::tsquery;
  end if;
  return (
    with named as (
      select 1 as kind, c.category_id as id, true as in_stock, c.match, c.position
      from product.suggested_categories(suggestion_rows.prefix, v_all, v_own, v_of_a_kind, suggestion_rows.now)
        with ordinality c (category_id, match, position)
      union all
      select 2, b.brand_id, true, b.match, b.position
      from product.suggested_brands(suggestion_rows.prefix, v_all, v_own, v_of_a_kind, suggestion_rows.now)
        with ordinality b (brand_id, match, position)
      union all
      select 3, p.product_id, p.in_stock, p.match, p.position
      from product.suggested_products(
        suggestion_rows.prefix, v_all_in_titles, v_own_in_titles, suggestion_rows.k, suggestion_rows.now)
        with ordinality p (product_id, in_stock, match, position)
    ),
    best as (
      select n.*, row_number() over (order by n.in_stock desc, n.match, n.kind, n.position) as place
      from named n
      order by place
      limit suggestion_rows.k
    ),
    written as (
      select n.place, jsonb_build_object(
        'kind', 'CATEGORY', 'text', c.name, 'slug', c.slug, 'handle', null, 'productId', null,
        'path', above.names,
        'category', jsonb_build_object('slug', c.slug, 'name', c.name, 'path', above.steps),
        'where', jsonb_build_object('categories', jsonb_build_array(c.slug))) as suggestion
      from best n
      join product.category c on n.kind = 1 and c.category_id = n.id
      cross join lateral (
        select
          string_agg(a.name, ' › ' order by s.position) as names,
          coalesce(jsonb_agg(jsonb_build_object('slug', a.slug, 'name', a.name) order by s.position), '[]') as steps
        from jsonb_array_elements_text(product.category_path(c.category_id)) with ordinality s (slug, position)
        join product.category a on a.slug = s.slug
        where a.category_id <> c.category_id
      ) above
      union all
      select n.place, jsonb_build_object(
        'kind', 'BRAND', 'text', b.name, 'slug', b.slug, 'handle', null, 'productId', null,
        'path', null, 'category', null,
        'where', jsonb_build_object('brands', jsonb_build_array(b.slug)))
      from best n
      join product.brand b on n.kind = 2 and b.brand_id = n.id
      union all
      select n.place, jsonb_build_object(
        'kind', 'PRODUCT', 'text', p.title, 'slug', null, 'handle', p.handle, 'productId', p.product_id::text,
        'path', null, 'category', null, 'where', null)
      from best n
      join product.product p on n.kind = 3 and p.product_id = n.id
    )
    select coalesce(jsonb_agg(w.suggestion order by w.place), '[]') from written w
  );
end
$$
language plpgsql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function product.suggestion_rows(text, text[], integer, timestamptz) is
  'Suggestions for words as they stand, as an array, best first: products that are not in stock last, then by match, then categories (at most a third, and 3), brands (the same), products. Products are read under the caller''s row security.';

grant execute on function product.suggestion_rows(text, text[], integer, timestamptz) to trueshelf_api;
