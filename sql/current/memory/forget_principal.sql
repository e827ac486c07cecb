create or replace function memory.forget_principal(
  principal text
)
returns bigint
as $$
declare
  v_gone bigint;
begin
  delete from memory.conversation c where c.principal = forget_principal.principal;
  get diagnostics v_gone = row_count;
  return v_gone;
end
$$
language plpgsql
volatile
security definer
set search_path = pg_catalog, public, pg_temp;

comment on function memory.forget_principal(text) is 'Deletes every conversation of a principal, and returns how many there were.';

grant execute on function memory.forget_principal(text) to trueshelf_api;
