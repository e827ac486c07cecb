create or replace function product.import_location_record(
  item jsonb,
  out created integer,
  out updated integer,
  out field text,
  out reason text
)
as $$
begin
  created := 0;
  updated := 0;
  update product.location l
  set name = import_location_record.item ->> 'name'
  where l.code = import_location_record.item ->> 'code' and l.name <> import_location_record.item ->> 'name';
  get diagnostics updated = row_count;
  insert into product.location as l (code, name)
  select import_location_record.item ->> 'code', import_location_record.item ->> 'name'
  where not exists (select from product.location l where l.code = import_location_record.item ->> 'code');
  get diagnostics created = row_count;
end
$$
language plpgsql
set search_path = pg_catalog, public, pg_temp;

comment on function product.import_location_record(jsonb) is
  'Creates or renames a location. Never refused (reason is null).';
