create or replace function product.import_conflicts(
  items jsonb
)
returns jsonb
as $$
  with item as (
    select
      (i.value ->> 'index')::integer as index,
      (i.value ->> 'productId')::bigint as product_id,
      i.value ->> 'handle' as handle,
      i.value -> 'variants' as variants,
      row_number() over (partition by i.value ->> 'handle' order by (i.value ->> 'index')::integer) as occurrence
    from jsonb_array_elements(import_conflicts.items) i (value)
  ),
  variant as (
    select
      i.index,
      i.product_id,
      format('variants[%s]', v.position - 1) as field,
      v.value ->> 'sku' as sku,
      (v.value ->> 'ownerId')::bigint as owner_id,
      v.value -> 'prices' as prices,
      row_number() over (partition by v.value ->> 'sku' order by i.index, v.position) as occurrence
    from item i
    cross join jsonb_array_elements(i.variants) with ordinality v (value, position)
  ),
  price as (
    select
      v.index,
      format('%s.prices[%s]', v.field, p.position - 1) as field,
      p.value ->> 'currency' as currency,
      p.value ->> 'amount' as amount,
      p.value ->> 'compareAt' as compare_at
    from variant v
    cross join jsonb_array_elements(v.prices) with ordinality p (value, position)
  ),
  fault as (
    select i.index, 'handle' as field, 'occurs twice in one batch' as reason, i.handle as found
    from item i
    where i.occurrence > 1
    union all
    select v.index, v.field || '.sku', 'occurs twice in one batch', v.sku
    from variant v
    where v.occurrence > 1
    union all
    select
      v.index,
      v.field || '.sku',
      format('belongs to the product "%s" already; a SKU stays with its product', o.handle),
      v.sku
    from variant v
    join product.product o on o.product_id = v.owner_id
    where v.owner_id <> v.product_id
    union all
    select
      p.index,
      p.field || '.currency',
      format(
        'unknown currency; known are %s (a row in product.currency adds one)',
        (select string_agg(c.code, ', ' order by c.code) from product.currency c)
      ),
      p.currency
    from price p
    where not exists (select from product.currency c where c.code = p.currency)
    union all
    select
      p.index,
      p.field || a.field,
      format('%s has %s decimals', c.code, c.minor_units),
      a.given
    from price p
    join product.currency c on c.code = p.currency
    cross join lateral (values ('.amount', p.amount), ('.compareAt', p.compare_at)) a (field, given)
    where min_scale(a.given::numeric) > c.minor_units
  )
  select coalesce(jsonb_agg(to_jsonb(f) order by f.index), '[]')
  from (
    select distinct on (f.index) f.*
    from fault f
    order by f.index, f.field
  ) f;
$$
language sql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function product.import_conflicts(jsonb) is
  'What the catalogue holds against the products of a batch: a rejection {index, field, reason, found} per product, for the first fault found. Of two products with one handle or SKU the later is refused.';
