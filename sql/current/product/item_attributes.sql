create or replace function product.item_attributes(
  product_id bigint
)
returns jsonb
as $$
  select coalesce(jsonb_agg(jsonb_build_object('name', h.name, 'label', h.label, 'value', h.value) order by h.label, h.name), '[]')
  from product.product p
  cross join lateral (
    select a.name, coalesce(r.label, product.humanise(a.name)) as label,
      case jsonb_typeof(a.held)
        when 'boolean' then case when a.held = 'true' then 'yes' else 'no' end
        -- Beyond is no measure of anything, and more than a double precision number may be.
        when 'number' then case when a.held @? '$ ? (@ < 1e15 && @ > -1e15)'
          then product.format_measure(a.name, (a.held #>> '{}')::numeric::double precision, null) else a.held #>> '{}' end
        when 'array' then (select string_agg(e.value, ', ' order by e.position) from jsonb_array_elements_text(a.held) with ordinality e (value, position))
        else a.held #>> '{}'
      end as value
    from jsonb_each(p.attributes) a (name, held)
    left join product.attribute r on r.name = a.name
    union all
    select 'rating', 'Rating', product.format_measure('rating', p.rating::double precision, null)
    where p.rating is not null and not p.attributes ? 'rating'
    union all
    select 'released_on', 'Released', to_char(p.released_on, 'FMDD FMMonth YYYY')
    where p.released_on is not null and not p.attributes ? 'released_on'
  ) h
  where p.product_id = item_attributes.product_id and p.status = 'active' and h.value <> '';
$$
language sql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function product.item_attributes(bigint) is
  'What is recorded of a product itself, to be read, by label: [{name, label, value}], with its rating and the day it came out; [] where the caller may not see it.';

grant execute on function product.item_attributes(bigint) to trueshelf_api;
