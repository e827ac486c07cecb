create or replace function product.refresh_attribute_values()
returns bigint
as $$
declare
  v_missing bigint;
begin
  insert into product.attribute_value (attribute, value, example_id)
  select n.attribute, n.value, n.example_id
  from (
    select h.attribute, v.value, min(o.product_id) as example_id
    from product.variant o
    cross join lateral jsonb_each(o.attributes) h (attribute, held)
    cross join lateral jsonb_array_elements_text(h.held) v (value)
    group by h.attribute, v.value
    offset 0 -- each value is looked up once, not for every variant that has it
  ) n
  join product.attribute a on a.name = n.attribute and a.type = 'text'
  where not exists (
      select from product.attribute_value k where k.attribute = n.attribute and k.value = n.value
    )
    and product.term(n.value) is not null
  order by n.attribute, n.value
  on conflict do nothing;
  get diagnostics v_missing = row_count;
  return v_missing + product.refresh_examples();
end
$$
language plpgsql
volatile
set search_path = pg_catalog, public, pg_temp;

comment on function product.refresh_attribute_values() is
  'Adds values that variants have and product.attribute_value does not, which the triggers never leave, then product.refresh_examples. Returns how many changed.';
