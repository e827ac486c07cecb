create or replace function product.refresh_attribute_values()
returns bigint
as $$
declare
  v_missing bigint;
  v_changed bigint;
begin
  insert into product.attribute_value (attribute, value, example_id)
  select h.attribute, v.value, min(o.product_id)
  from product.variant o
  cross join lateral jsonb_each(o.attributes) h (attribute, held)
  cross join lateral jsonb_array_elements_text(h.held) v (value)
  join product.attribute a on a.name = h.attribute and a.type = 'text'
  where product.term(v.value) is not null
    and not exists (
      select from product.attribute_value k where k.attribute = h.attribute and k.value = v.value
    )
  group by h.attribute, v.value
  order by h.attribute, v.value
  on conflict do nothing;
  get diagnostics v_missing = row_count;

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
  return v_missing + v_changed;
end
$$
language plpgsql
volatile
set search_path = pg_catalog, public, pg_temp;

comment on function product.refresh_attribute_values() is
  'Adds values that variants have and product.attribute_value does not (which the triggers never leave), and gives values whose example product is not sold any more another one, so that questions are read fast. Returns how many changed.';
