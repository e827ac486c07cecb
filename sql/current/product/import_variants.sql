create or replace function product.import_variants(
  items jsonb
)
returns jsonb
as $$
declare
  v_given integer;
  v_created integer;
  v_updated integer;
begin
  select coalesce(sum(jsonb_array_length(i.value -> 'variants')), 0)
  into v_given
  from jsonb_array_elements(import_variants.items) i (value);

  insert into product.variant as v (product_id, variant_id, sku, options, weight_grams)
  select
    (i.value ->> 'productId')::bigint,
    (g.value ->> 'variantId')::bigint,
    g.value ->> 'sku',
    coalesce(g.value -> 'options', '{}'),
    (g.value ->> 'weightGrams')::numeric
  from jsonb_array_elements(import_variants.items) i (value)
  cross join jsonb_array_elements(i.value -> 'variants') g (value)
  where (g.value ->> 'isNew')::boolean;
  get diagnostics v_created = row_count;

  with wanted as (
    select
      v.product_id,
      v.variant_id,
      coalesce(g.value -> 'options', v.options) as options,
      case when g.value ? 'weightGrams' then (g.value ->> 'weightGrams')::numeric else v.weight_grams end as weight_grams
    from jsonb_array_elements(import_variants.items) i (value)
    cross join jsonb_array_elements(i.value -> 'variants') g (value)
    cross join lateral (
      select v.*
      from product.variant v
      where v.product_id = (i.value ->> 'productId')::bigint and v.variant_id = (g.value ->> 'variantId')::bigint
      offset 0
    ) v
    where not (g.value ->> 'isNew')::boolean
  )
  update product.variant v
  set options = w.options,
    weight_grams = w.weight_grams
  from wanted w
  where v.product_id = w.product_id
    and v.variant_id = w.variant_id
    and (v.options, v.weight_grams) is distinct from (w.options, w.weight_grams);
  get diagnostics v_updated = row_count;

  return jsonb_build_object(
    'kind', 'variant', 'created', v_created, 'updated', v_updated, 'unchanged', v_given - v_created - v_updated
  );
end
$$
language plpgsql
set search_path = pg_catalog, public, pg_temp;

comment on function product.import_variants(jsonb) is
  'Writes the variants of a batch. What a record leaves out stays as it is; a variant that it does not name stays. Returns counts.';
