create or replace function product.check_writable()
returns void
as $$
begin
  if current_setting('transaction_read_only')::boolean then
    raise exception using errcode = 'TSRDO',
      message = 'the database is read-only, and this would change it',
      hint = 'Send it to the primary server; a standby, or a read-only transaction, answers questions only.';
  end if;
end
$$
language plpgsql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function product.check_writable() is 'Raises TSRDO on a read-only standby and in a read-only transaction.';

grant execute on function product.check_writable() to trueshelf_api;
