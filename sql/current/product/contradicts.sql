create or replace function product.contradicts(
  proposed jsonb,
  read jsonb
)
returns boolean
as $$
  select exists (
    select from jsonb_array_elements(contradicts.read) r (value)
    where product.is_contradicted(r.value, jsonb_build_array(contradicts.proposed))
  );
$$
language sql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function product.contradicts(jsonb, jsonb) is
  'Whether a proposed constraint leaves nothing of what the constraints and preferences in read ask for, or they nothing of it.';

grant execute on function product.contradicts(jsonb, jsonb) to trueshelf_api;
