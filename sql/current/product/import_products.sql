create or replace function product.import_products(
  items jsonb
)
returns jsonb
as $$
declare
  v_created integer;
  v_updated integer;
begin
  insert into product.product as p (
    product_id, handle, title, description, category_id, brand_id, attributes, status, released_on, rating
  )
  select
    (i.value ->> 'productId')::bigint,
    i.value ->> 'handle',
    i.value ->> 'title',
    coalesce(i.value ->> 'description', ''),
    c.category_id,
    b.brand_id,
    coalesce(i.value -> 'attributes', '{}'),
    coalesce(i.value ->> 'status', 'active'),
    (i.value ->> 'releasedOn')::date,
    (i.value ->> 'rating')::numeric
  from jsonb_array_elements(import_products.items) i (value)
  join product.category c on c.slug = split_part(i.value ->> 'category', '/', -1)
  left join product.brand b on lower(b.name) = lower(i.value ->> 'brand')
  where (i.value ->> 'isNew')::boolean;
  get diagnostics v_created = row_count;

  with wanted as (
    select
      p.product_id,
      i.value ->> 'title' as title,
      case when i.value ? 'description' then coalesce(i.value ->> 'description', '') else p.description end as description,
      c.category_id,
      case when i.value ? 'brand' then b.brand_id else p.brand_id end as brand_id,
      coalesce(i.value -> 'attributes', p.attributes) as attributes,
      coalesce(i.value ->> 'status', p.status) as status,
      case when i.value ? 'releasedOn' then (i.value ->> 'releasedOn')::date else p.released_on end as released_on,
      case when i.value ? 'rating' then (i.value ->> 'rating')::numeric(3, 2) else p.rating end as rating
    from jsonb_array_elements(import_products.items) i (value)
    cross join lateral (
      select p.* from product.product p where p.product_id = (i.value ->> 'productId')::bigint offset 0
    ) p
    join product.category c on c.slug = split_part(i.value ->> 'category', '/', -1)
    left join product.brand b on lower(b.name) = lower(i.value ->> 'brand')
    where not (i.value ->> 'isNew')::boolean
  )
  update product.product p
  set title = w.title,
    description = w.description,
    category_id = w.category_id,
    brand_id = w.brand_id,
    attributes = w.attributes,
    status = w.status,
    released_on = w.released_on,
    rating = w.rating
  from wanted w
  where p.product_id = w.product_id
    and (p.title, p.description, p.category_id, p.brand_id, p.attributes, p.status, p.released_on, p.rating)
      is distinct from
      (w.title, w.description, w.category_id, w.brand_id, w.attributes, w.status, w.released_on, w.rating);
  get diagnostics v_updated = row_count;

  return jsonb_build_object(
    'kind', 'product', 'created', v_created, 'updated', v_updated,
    'unchanged', jsonb_array_length(import_products.items) - v_created - v_updated
  );
end
$$
language plpgsql
set search_path = pg_catalog, public, pg_temp;

comment on function product.import_products(jsonb) is
  'Writes the products of a batch. What a record leaves out stays as it is; null empties it; attributes are replaced as a whole. Returns counts.';
