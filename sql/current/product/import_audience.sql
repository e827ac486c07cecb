create or replace function product.import_audience(
  items jsonb
)
returns jsonb
as $$
declare
  v_changed jsonb;
  v_given integer;
begin
  select
    count(*),
    coalesce(
      jsonb_agg(i.value) filter (where i.value -> 'audience' <> held.groups),
      '[]'
    )
  into v_given, v_changed
  from jsonb_array_elements(import_audience.items) i (value)
  cross join lateral (
    select coalesce(jsonb_agg(a.customer_group order by a.customer_group collate "C"), '[]') as groups
    from product.audience a
    where a.product_id = (i.value ->> 'productId')::bigint
  ) held
  where i.value ? 'audience';

  -- Added before removed: in between, a product is never open to everyone.
  insert into product.audience as a (product_id, customer_group)
  select (i.value ->> 'productId')::bigint, g.customer_group
  from jsonb_array_elements(v_changed) i (value)
  cross join jsonb_array_elements_text(i.value -> 'audience') g (customer_group)
  on conflict on constraint audience_pkey do nothing;

  delete from product.audience a
  using jsonb_array_elements(v_changed) i (value)
  where a.product_id = (i.value ->> 'productId')::bigint
    and not i.value -> 'audience' ? a.customer_group;

  return jsonb_build_object(
    'kind', 'audience', 'created', 0, 'updated', jsonb_array_length(v_changed),
    'unchanged', v_given - jsonb_array_length(v_changed)
  );
end
$$
language plpgsql
set search_path = pg_catalog, public, pg_temp;

comment on function product.import_audience(jsonb) is
  'Replaces the customer groups that may see a product by those of its record (sorted and distinct); none: everyone. A record without an audience changes nothing. Returns counts of products.';
