create or replace function product.filter_fault(
  filter jsonb
)
returns text
as $$
begin
  perform product.filter_constraints(filter_fault.filter);
  return null;
exception when sqlstate 'TSFLT' or sqlstate 'TSCCY' then
  return sqlerrm;
end
$$
language plpgsql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function product.filter_fault(jsonb) is
  'What is wrong with a filter that was good once: a brand, category, attribute, location or currency that is no more. Null where nothing is.';

grant execute on function product.filter_fault(jsonb) to trueshelf_api;
