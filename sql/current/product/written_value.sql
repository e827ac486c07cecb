create or replace function product.written_value(
  product_id bigint,
  attribute text,
  value text
)
returns text
as $$
  select i.value #>> '{}'
  from product.product p
  left join product.variant v on v.product_id = p.product_id
  cross join lateral (
    select (p.attributes || coalesce(v.options, '{}')) -> written_value.attribute as held
  ) h
  cross join lateral jsonb_array_elements(
    case jsonb_typeof(h.held) when 'array' then h.held else jsonb_build_array(h.held) end
  ) i (value)
  where p.product_id = written_value.product_id
    and lower(i.value #>> '{}') = written_value.value
  order by v.variant_id
  limit 1;
$$
language sql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function product.written_value(bigint, text, text) is
  'How a product, or the first of its variants that does, writes a value of an attribute, which product.effective_attributes holds in lower case; null where none has it.';

grant execute on function product.written_value(bigint, text, text) to trueshelf_api;
