create or replace function product.import_accepted(
  items jsonb,
  rejections jsonb
)
returns jsonb
as $$
  select case
    when import_accepted.rejections = '[]' then import_accepted.items
    else (
      select coalesce(jsonb_agg(i.value order by i.position), '[]')
      from jsonb_array_elements(import_accepted.items) with ordinality i (value, position)
      where not exists (
        select from jsonb_array_elements(import_accepted.rejections) r (value)
        where r.value -> 'index' = i.value -> 'index'
      )
    )
  end;
$$
language sql
immutable
parallel safe
set search_path = pg_catalog, public, pg_temp;

comment on function product.import_accepted(jsonb, jsonb) is 'The items, in order, whose index no rejection has.';
