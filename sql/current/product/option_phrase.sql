create or replace function product.option_phrase(
  options jsonb
)
returns text
as $$
  select string_agg(case
    when o.key in ('colour', 'color') then 'in ' || o.value
    when o.key = 'size' then case when o.value ~* '^size\M' then '' else 'size ' end || o.value
    -- "wall mount" says already of what it is one.
    when lower(o.value) ~ ('\m' || o.key || '$') then 'with ' || o.value
    else format('with %s %s', o.value, product.attribute_label(o.key))
  end, ', ' order by o.key not in ('colour', 'color'), o.key <> 'size', o.key)
  from jsonb_each_text(option_phrase.options) o (key, value)
  where o.value <> '';
$$
language sql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function product.option_phrase(jsonb) is 'The options of a variant in words: "in black, size M"; null where it has none.';

grant execute on function product.option_phrase(jsonb) to trueshelf_api;
