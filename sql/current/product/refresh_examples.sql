create or replace function product.refresh_examples()
returns bigint
as $$
declare
  v_changed bigint;
begin
  with gone as (
    select k.attribute, k.value
    from product.attribute_value k
    where not exists (
      select from product.variant o
      join product.product p on p.product_id = o.product_id and p.status = 'active'
      where o.product_id = k.example_id and o.audience is null and o.attributes -> k.attribute ? k.value
    )
  ),
  live as (
    select g.attribute, g.value, min(o.product_id) as product_id
    from gone g
    join product.variant o
      on o.attributes @> jsonb_build_object(g.attribute, jsonb_build_array(g.value)) and o.audience is null
    join product.product p on p.product_id = o.product_id and p.status = 'active'
    group by g.attribute, g.value
  )
  update product.attribute_value as k
  set example_id = l.product_id
  from live l
  where l.attribute = k.attribute and l.value = k.value;
  get diagnostics v_changed = row_count;
  return v_changed;
end
$$
language plpgsql
volatile
set search_path = pg_catalog, public, pg_temp;

comment on function product.refresh_examples() is
  'Gives values of product.attribute_value whose example product is not sold any more another one, so that questions are read fast; answers are the same without. Returns how many changed.';
