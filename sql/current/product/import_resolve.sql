create or replace function product.import_resolve(
  records jsonb
)
returns jsonb
as $$
  select coalesce(
    jsonb_agg(
      r.value
        || jsonb_build_object('index', r.position - 1)
        || case when r.value ->> 'type' = 'product' then
          jsonb_build_object(
            'productId', coalesce(h.product_id, nextval('product.product_id_seq')),
            'isNew', h.product_id is null,
            'variants', (
              select jsonb_agg(
                v.value || jsonb_build_object(
                  'variantId', coalesce(s.variant_id, nextval('product.variant_id_seq')),
                  'isNew', s.variant_id is null,
                  'ownerId', s.product_id
                )
                order by v.position
              )
              from jsonb_array_elements(r.value -> 'variants') with ordinality v (value, position)
              left join product.sku s on s.sku = v.value ->> 'sku'
            )
          )
        else '{}' end
      order by r.position
    ),
    '[]'
  )
  from jsonb_array_elements(import_resolve.records) with ordinality r (value, position)
  left join product.product_handle h on h.handle = r.value ->> 'handle';
$$
language sql
set search_path = pg_catalog, public, pg_temp;

comment on function product.import_resolve(jsonb) is
  'The records of a batch, in order, each with its index from 0; products and variants with the id that their handle and SKU have, or a fresh one (isNew), and the product that owns the SKU already.';
