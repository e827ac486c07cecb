create or replace function product.keep_attribute_values()
returns trigger
as $$
begin
  -- In one order, or two imports that meet the same new values could wait for each other.
  insert into product.attribute_value (attribute, value, example_id)
  select n.attribute, n.value, n.example_id
  from (
    select h.attribute, v.value,
      coalesce(min(o.product_id) filter (where o.audience is null and p.status = 'active'), min(o.product_id)) as example_id
    from written o
    join product.product p on p.product_id = o.product_id
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
  return null;
end
$$
language plpgsql
set search_path = pg_catalog, public, pg_temp;

comment on function product.keep_attribute_values() is
  'Trigger: makes values of text attributes known to questions, in the transaction that first writes them.';

create or replace trigger keep_attribute_values
  after insert on product.variant
  referencing new table as written
  for each statement execute function product.keep_attribute_values();
create or replace trigger keep_changed_attribute_values
  after update on product.variant
  referencing new table as written
  for each statement execute function product.keep_attribute_values();
