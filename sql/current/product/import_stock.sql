create or replace function product.import_stock(
  items jsonb
)
returns jsonb
as $$
declare
  v_given integer;
  v_created integer;
  v_updated integer;
begin
  with given as (
    select
      (i.value ->> 'productId')::bigint as product_id,
      (v.value ->> 'variantId')::bigint as variant_id,
      l.location_id,
      (s.value ->> 'onHand')::integer as on_hand,
      (s.value ->> 'reserved')::integer as reserved
    from jsonb_array_elements(import_stock.items) i (value)
    cross join jsonb_array_elements(i.value -> 'variants') v (value)
    cross join jsonb_array_elements(v.value -> 'stock') s (value)
    join product.location l on l.code = s.value ->> 'location'
  ),
  written as (
    insert into product.stock as k (product_id, variant_id, location_id, on_hand, reserved)
    select g.product_id, g.variant_id, g.location_id, g.on_hand, coalesce(g.reserved, held.reserved, 0)
    from given g
    left join lateral (
      select k.product_id, k.on_hand, k.reserved
      from product.stock k
      where k.product_id = g.product_id and k.variant_id = g.variant_id and k.location_id = g.location_id
      offset 0
    ) held on true
    where held.product_id is null
      or (held.on_hand, held.reserved) is distinct from (g.on_hand, coalesce(g.reserved, held.reserved))
    on conflict on constraint stock_pkey do update
    set on_hand = excluded.on_hand, reserved = excluded.reserved
    returning old.product_id is null as is_new
  )
  select
    (select count(*) from given),
    (select count(*) from written w where w.is_new),
    (select count(*) from written w where not w.is_new)
  into v_given, v_created, v_updated;

  return jsonb_build_object(
    'kind', 'stock', 'created', v_created, 'updated', v_updated, 'unchanged', v_given - v_created - v_updated
  );
end
$$
language plpgsql
set search_path = pg_catalog, public, pg_temp;

comment on function product.import_stock(jsonb) is
  'Writes the stock levels of a batch; a level that no record names stays, and so does what is reserved where a record does not say. Returns counts.';
