create or replace function product.check_key_count(
  key_count integer
)
returns void
as $$
begin
  if check_key_count.key_count > 1000 then
    raise exception using errcode = 'TSLIM',
      message = format('%s keys were asked for at once, expected at most 1000', check_key_count.key_count),
      hint = 'Load them in several calls.';
  end if;
end
$$
language plpgsql
immutable
set search_path = pg_catalog, public, pg_temp;

comment on function product.check_key_count(integer) is 'Raises TSLIM above 1000 keys in one batched load.';

grant execute on function product.check_key_count(integer) to trueshelf_api;
