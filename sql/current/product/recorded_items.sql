create or replace function product.recorded_items(
  items jsonb
)
returns jsonb
as $$
  with item as (
    select i.position, i.value as item, (i.value ->> 'productId')::bigint as product_id
    from jsonb_array_elements(recorded_items.items) with ordinality i (value, position)
  ),
  held as (
    -- What tells the shown variant apart goes before what is said of its product under the same name.
    select i.position, o.name, coalesce(r.label, product.humanise(o.name)) as label, o.value
    from item i
    cross join lateral jsonb_each_text(case when jsonb_typeof(i.item -> 'options') = 'object' then i.item -> 'options' end) o (name, value)
    left join product.attribute r on r.name = o.name
    where o.value <> ''
    union all
    select i.position, a.name, a.label, a.value
    from item i
    join product.product p on p.product_id = i.product_id
    join product.recorded_attributes(array(select i.product_id from item i)) a on a.product_id = p.product_id
    where not coalesce(i.item -> 'options', '{}') ? a.name and (a.name <> 'rating' or p.attributes ? 'rating')
  ),
  listed as (
    select h.position, jsonb_agg(jsonb_build_object('name', h.name, 'label', h.label, 'value', h.value) order by h.label, h.name) as attributes
    from held h
    group by h.position
  )
  select coalesce(jsonb_agg(i.item || jsonb_build_object(
    'rating', trim_scale(round(p.rating, 2))::text,
    'attributes', coalesce(l.attributes, '[]')) order by i.position), '[]')
  from item i
  left join product.product p on p.product_id = i.product_id
  left join listed l on l.position = i.position;
$$
language sql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function product.recorded_items(jsonb) is
  'Evidence items, each with what is recorded of its product besides: rating (of five, as text; null where it has none) and attributes, [{name, label, value}] by label, as product.recorded_attributes has them without the rating, and with the options of the variant that is shown. Same order. Of a product that the caller may not see there are the options alone.';

grant execute on function product.recorded_items(jsonb) to trueshelf_api;
