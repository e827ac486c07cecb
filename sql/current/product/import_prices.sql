create or replace function product.import_prices(
  items jsonb,
  planned jsonb
)
returns jsonb
as $$
declare
  v_given integer;
  v_touched integer;
  v_created integer;
  v_updated integer;
begin
  select count(*)
  into v_given
  from jsonb_array_elements(import_prices.items) i (value)
  cross join jsonb_array_elements(i.value -> 'variants') v (value)
  cross join jsonb_array_elements(v.value -> 'prices') p (value);

  select count(distinct (p.value -> 'index', p.value -> 'field'))
  into v_touched
  from jsonb_array_elements(import_prices.planned) p (value)
  where p.value ->> 'field' is not null;

  -- Ended before begun: the key refuses an overlap at once, not at the end.
  update product.price e
  set amount = p.amount,
    compare_at = p.compare_at,
    valid = tstzrange(p.starts, p.ends)
  from jsonb_to_recordset(import_prices.planned) as p (
    action text,
    product_id bigint,
    variant_id bigint,
    currency text,
    customer_group text,
    starts timestamptz,
    ends timestamptz,
    amount numeric,
    compare_at numeric
  )
  join product.price_list l on l.currency = p.currency and coalesce(l.customer_group, '') = p.customer_group
  where p.action = 'update'
    and e.product_id = p.product_id
    and e.variant_id = p.variant_id
    and e.price_list_id = l.price_list_id
    and lower(e.valid) = p.starts;
  get diagnostics v_updated = row_count;

  insert into product.price as e (product_id, variant_id, price_list_id, amount, compare_at, valid)
  select p.product_id, p.variant_id, l.price_list_id, p.amount, p.compare_at, tstzrange(p.starts, p.ends)
  from jsonb_to_recordset(import_prices.planned) as p (
    action text,
    product_id bigint,
    variant_id bigint,
    currency text,
    customer_group text,
    starts timestamptz,
    ends timestamptz,
    amount numeric,
    compare_at numeric
  )
  join product.price_list l on l.currency = p.currency and coalesce(l.customer_group, '') = p.customer_group
  where p.action = 'create';
  get diagnostics v_created = row_count;

  return jsonb_build_object(
    'kind', 'price', 'created', v_created, 'updated', v_updated, 'unchanged', v_given - v_touched
  );
end
$$
language plpgsql
set search_path = pg_catalog, public, pg_temp;

comment on function product.import_prices(jsonb, jsonb) is
  'Carries out a price plan. Returns counts: created and updated are periods (one that was ended early counts as updated), unchanged are prices of the records that asked for nothing new.';
