create or replace function product.contradicts(
  proposed jsonb,
  read jsonb
)
returns boolean
as $$
  select exists (
    select from jsonb_array_elements(contradicts.read) r (value)
    where (r.value #>> '{filter,price,min}')::numeric > (contradicts.proposed #>> '{filter,price,max}')::numeric
      or (r.value #>> '{filter,price,max}')::numeric < (contradicts.proposed #>> '{filter,price,min}')::numeric
      or r.value ->> 'kind' in ('BRAND', 'CATEGORY', 'ATTRIBUTE')
        and product.is_contradicted(r.value, jsonb_build_array(contradicts.proposed))
      or contradicts.proposed ->> 'kind' in ('BRAND', 'CATEGORY', 'ATTRIBUTE') and r.value ->> 'kind' like 'EXCLUDE%'
        and product.is_contradicted(contradicts.proposed, jsonb_build_array(r.value))
  );
$$
language sql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function product.contradicts(jsonb, jsonb) is
  'Whether a proposed constraint leaves nothing of what the constraints and preferences in read ask for, or they nothing of it.';

grant execute on function product.contradicts(jsonb, jsonb) to trueshelf_api;
