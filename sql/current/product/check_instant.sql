create or replace function product.check_instant(
  as_of timestamptz,
  now timestamptz
)
returns void
as $$
begin
  if check_instant.as_of > check_instant.now and coalesce(current_setting('trueshelf.role', true), '') <> 'merchant' then
    raise exception using errcode = 'TSFOR',
      message = format('the instant %s lies in the future', product.rfc3339(check_instant.as_of)),
      hint = 'Scheduled prices are for merchants; ask as of now or the past.';
  end if;
end
$$
language plpgsql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function product.check_instant(timestamptz, timestamptz) is 'Raises TSFOR when a caller who is no merchant asks for the future.';

grant execute on function product.check_instant(timestamptz, timestamptz) to trueshelf_api;
