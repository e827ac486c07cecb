create or replace function product.import_category_record(
  item jsonb,
  out created integer,
  out updated integer,
  out field text,
  out reason text
)
as $$
begin
  updated := 0;
  select c.created, c.conflict into created, reason from product.import_category(import_category_record.item ->> 'path') c;
  if reason is not null then
    field := 'path';
    return;
  end if;
  update product.category c
  set name = import_category_record.item ->> 'name'
  where c.slug = split_part(import_category_record.item ->> 'path', '/', -1) and c.name <> import_category_record.item ->> 'name';
  if found and created = 0 then
    updated := 1;
  end if;
end
$$
language plpgsql
set search_path = pg_catalog, public, pg_temp;

comment on function product.import_category_record(jsonb) is
  'Finds or creates the categories of a path and names the last. reason: why the record is refused, null when it is not.';
