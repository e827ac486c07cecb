create or replace function product.recorded_attributes(
  product_ids bigint[]
)
returns table (
  product_id bigint,
  name text,
  label text,
  value text
)
as $$
  select h.product_id, h.name, h.label, h.value
  from (
    select p.product_id, a.name, coalesce(r.label, product.humanise(a.name)) as label,
      case jsonb_typeof(a.held)
        when 'boolean' then case when a.held = 'true' then 'yes' else 'no' end
        -- Beyond is no measure of anything, and more than a double precision number may be.
        when 'number' then case when a.held @? '$ ? (@ < 1e15 && @ > -1e15)'
          then product.format_measure(a.name, (a.held #>> '{}')::numeric::double precision, null) else a.held #>> '{}' end
        when 'array' then (select string_agg(e.value, ', ' order by e.position) from jsonb_array_elements_text(a.held) with ordinality e (value, position))
        else a.held #>> '{}'
      end as value
    from product.product p
    cross join lateral jsonb_each(p.attributes) a (name, held)
    left join product.attribute r on r.name = a.name
    where p.product_id = any (recorded_attributes.product_ids) and p.status = 'active'
    union all
    select p.product_id, 'rating', 'Rating', product.format_measure('rating', p.rating::double precision, null)
    from product.product p
    where p.product_id = any (recorded_attributes.product_ids) and p.status = 'active' and p.rating is not null and not p.attributes ? 'rating'
    union all
    select p.product_id, 'released_on', 'Released', to_char(p.released_on, 'FMDD FMMonth YYYY')
    from product.product p
    where p.product_id = any (recorded_attributes.product_ids) and p.status = 'active' and p.released_on is not null
      and not p.attributes ? 'released_on'
  ) h
  where h.value <> '';
$$
language sql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function product.recorded_attributes(bigint[]) is
  'What is recorded of products themselves, to be read, a row an attribute that says something, in no order: numbers with their unit, flags as yes and no, lists with commas; with the rating (name rating) and the day it came out (released_on), unless an attribute has that name. None of products that are not active or that the caller may not see.';

grant execute on function product.recorded_attributes(bigint[]) to trueshelf_api;
