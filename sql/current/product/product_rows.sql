create or replace function product.product_rows(
  product_ids bigint[],
  handles text[],
  skus text[]
)
returns jsonb
as $$
declare
  v_product_ids bigint[] := coalesce(product_rows.product_ids, '{}');
begin
  perform product.check_key_count(
    coalesce(cardinality(product_rows.product_ids), 0) + coalesce(cardinality(product_rows.handles), 0)
    + coalesce(cardinality(product_rows.skus), 0), 1000);
  if product_rows.handles is not null then
    v_product_ids := v_product_ids || coalesce(
      (select array_agg(p.product_id) from product.product p where p.handle = any (product_rows.handles)), '{}');
  end if;
  if product_rows.skus is not null then
    v_product_ids := v_product_ids || product.products_of_skus(product_rows.skus);
  end if;
  return (
    select coalesce(jsonb_agg(jsonb_build_object(
      'productId', p.product_id::text,
      'handle', p.handle,
      'title', p.title,
      'description', p.description,
      'attributes', p.attributes,
      'releasedOn', p.released_on,
      'rating', p.rating::text,
      'brand', case when b.brand_id is not null then jsonb_build_object('slug', b.slug, 'name', b.name) end,
      'category', jsonb_build_object('slug', c.slug, 'name', c.name, 'path', (
        select coalesce(jsonb_agg(jsonb_build_object('slug', a.slug, 'name', a.name) order by s.position), '[]')
        from jsonb_array_elements_text(product.category_path(c.category_id)) with ordinality s (slug, position)
        join product.category a on a.slug = s.slug
        where a.category_id <> c.category_id))
    ) order by p.product_id), '[]')
    from product.product p
    join product.category c on c.category_id = p.category_id
    left join product.brand b on b.brand_id = p.brand_id
    where p.product_id = any (v_product_ids) and p.status = 'active'
  );
end
$$
language plpgsql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function product.product_rows(bigint[], text[], text[]) is 'The rows behind api.load_products, under the caller''s row security.';

grant execute on function product.product_rows(bigint[], text[], text[]) to trueshelf_api;
