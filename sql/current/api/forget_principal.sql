create or replace function api.forget_principal(
  principal text
)
returns bigint
as $$
begin
  if coalesce(forget_principal.principal, '') = '' then
    raise exception using errcode = 'TSTXT',
      message = 'there is no principal', hint = 'Give the "sub" of the claims; those without one are "anonymous".';
  end if;
  perform product.check_writable();
  return memory.forget_principal(forget_principal.principal);
end
$$
language plpgsql
volatile
security definer
set search_path = pg_catalog, public, pg_temp;

comment on function api.forget_principal(text) is
  'Deletes every conversation of a principal ("anonymous": of all callers without a "sub"), and returns how many there were. Raises TSTXT, TSRDO.';

grant execute on function api.forget_principal(text) to trueshelf_operator;
