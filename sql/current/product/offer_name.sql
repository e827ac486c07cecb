create or replace function product.offer_name(
  options jsonb
)
returns text
as $$
  select string_agg(case when o.key = 'size' and o.value ~ '^[0-9]' then 'size ' else '' end || o.value, ' '
    order by o.key not in ('colour', 'color'), o.key <> 'size', o.key)
  from jsonb_each_text(offer_name.options) o (key, value)
  where o.value <> '';
$$
language sql
immutable
parallel safe;

comment on function product.offer_name(jsonb) is 'A variant by its options among its sisters: "black M", "oxblood size 42"; null where it has none.';

grant execute on function product.offer_name(jsonb) to trueshelf_api;
