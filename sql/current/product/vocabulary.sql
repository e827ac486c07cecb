create or replace function product.vocabulary()
returns jsonb
as $$
  with live as materialized (
    select p.product_id, p.brand_id, p.category_id
    from product.product p
    where p.audience is null and p.status = 'active'
  ),
  value as (
    select h.attribute, v.value, count(distinct o.product_id) as products
    from product.variant o
    join live l on l.product_id = o.product_id
    cross join lateral jsonb_each(o.attributes) h (attribute, held)
    cross join lateral jsonb_array_elements_text(h.held) v (value)
    where o.audience is null
    group by h.attribute, v.value
  ),
  attribute as (
    select a.name, a.label, a.type, a.unit, sum(v.products) as products,
      case when a.type <> 'number' then (array_agg(v.value order by v.products desc, v.value))[:30] end as values
    from product.attribute a
    join value v on v.attribute = a.name
    where a.interpretable
    group by a.name
    order by products desc, a.name
    limit 100
  ),
  brand as (
    select b.name, count(*) as products
    from live l
    join product.brand b on b.brand_id = l.brand_id
    group by b.brand_id
    order by products desc, b.name
    limit 200
  ),
  category as (
    select c.slug, c.name, count(l.product_id) as products
    from product.category c
    left join live l on l.category_id = c.category_id
    group by c.category_id
    order by products desc, c.slug
    limit 200
  )
  select jsonb_build_object(
    'currency', product.default_currency(),
    'attributes', (
      select coalesce(jsonb_agg(
        jsonb_strip_nulls(jsonb_build_object('name', a.name, 'label', a.label, 'type', a.type, 'unit', a.unit, 'values', to_jsonb(a.values)))
        order by a.products desc, a.name), '[]')
      from attribute a
    ) || '[{"name": "weight_grams", "label": "Weight", "type": "number", "unit": "g"}]',
    'categories', (
      select coalesce(jsonb_agg(jsonb_build_object('slug', c.slug, 'name', c.name) order by c.products desc, c.slug), '[]') from category c),
    'brands', (select coalesce(jsonb_agg(b.name order by b.products desc, b.name), '[]') from brand b));
$$
language sql
stable
security definer
set search_path = pg_catalog, public, pg_temp;

comment on function product.vocabulary() is
  'The live, unrestricted vocabulary, the commonest first: currency (the default), attributes (at most 100 interpretable ones: name, label, type, unit, and of text and boolean ones up to 30 values; weight_grams is the weight of any variant), categories (up to 200: slug, name), brands (up to 200 names).';

grant execute on function product.vocabulary() to trueshelf_api;
