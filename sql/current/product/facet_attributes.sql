create or replace function product.facet_attributes(
  question product.question,
  counts jsonb,
  holders jsonb
)
returns jsonb
as $$
  with valued as materialized (
    select f.key as facet, a.name, a.label, a.type, a.unit, v.value, coalesce((f.value ->> v.value)::bigint, 0) as products,
      h.selected, v.value = any (h.selected) as is_selected
    from jsonb_each(facet_attributes.counts) f
    join product.attribute a on 'ATTRIBUTE:' || a.name = f.key and a.facetable
    cross join lateral (select product.selected_values(facet_attributes.question, f.key) as selected offset 0) h
    cross join lateral (
      select jsonb_object_keys(f.value - '') as value
      union
      select unnest(h.selected)
    ) v
  ),
  facet as materialized (
    select v.facet, v.name, v.label, count(*) as known, sum(v.products) as held, bool_or(v.is_selected) or exists (
        -- A range of it chooses no single value.
        select from jsonb_array_elements((facet_attributes.question).interpretation -> 'constraints') c
        where c ->> 'key' = v.facet) as selected,
      bool_and(v.value ~ '^-?\d{1,15}(\.\d{1,10})?$') as numeric,
      -- How evenly the values divide what has one: 0 for a single value, towards 1 for many of the same weight.
      1 - sum(power(v.products, 2)) / nullif(power(sum(v.products), 2), 0) as evenness,
      (facet_attributes.counts #>> array[v.facet, ''])::numeric as holders,
      (facet_attributes.counts #>> array['ANY', ''])::numeric as all_products
    from valued v
    group by v.facet, v.name, v.label
  ),
  best as materialized (
    select f.*, row_number() over (
      order by f.selected desc, least(f.holders / greatest(f.all_products, 1), 1) * f.evenness desc nulls last, f.name) as position
    from facet f
    where f.selected
      or (f.known >= 2 and 4 * f.holders >= f.all_products)
    order by position
    limit 6
  ),
  ranked as (
    select v.*, row_number() over (partition by v.facet order by v.is_selected desc, v.products desc, v.value) as place
    from valued v
  )
  select jsonb_agg(l.facet order by l.position)
  from (
    select b.position, product.facet_frame(b.facet, b.label,
      jsonb_agg(jsonb_build_object(
        'value', r.value,
        'label', case
          when r.value ~ '^-?[0-9.]+$' then concat_ws(' ', r.value, r.unit) -- no dash is taken from a number
          when r.type = 'boolean' and r.value in ('true', 'false') then case r.value when 'true' then 'Yes' else 'No' end
          else product.value_label(coalesce(
            product.written_value((facet_attributes.holders #>> array[r.facet, r.value])::bigint, r.name, r.value), r.value)) end,
        'count', r.products, 'selected', r.is_selected, 'parent', null, 'min', null, 'max', null,
        'apply', product.refinement(
          facet_attributes.question,
          product.filter_with_values((facet_attributes.question).filter, r.facet, t.selected),
          case when t.selected = '{}' then array[r.facet] end)
        ) order by case when b.numeric then r.value::numeric end, r.products desc, r.value),
      b.known - count(*)) as facet
    from best b
    join ranked r on r.facet = b.facet and r.place <= 20
    cross join lateral (
      select case when r.is_selected then array_remove(r.selected, r.value) else r.selected || r.value end as selected
    ) t
    group by b.position, b.facet, b.label, b.known
  ) l;
$$
language sql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function product.facet_attributes(product.question, jsonb, jsonb) is
  'The facets of the attributes that tell the products apart best: chosen ones, then those of the highest share of products with a value times evenness of the values; at most six, 20 values each. Null for none. counts: {"ATTRIBUTE:colour": {"red": products, "": products with any value}, "ANY": {"": products}}; holders: the same with a product that has the value, whose spelling is shown.';

grant execute on function product.facet_attributes(product.question, jsonb, jsonb) to trueshelf_api;
