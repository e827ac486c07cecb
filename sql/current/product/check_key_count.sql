create or replace function product.check_key_count(
  key_count integer,
  bound integer
)
returns void
as $$
begin
  if check_key_count.key_count > check_key_count.bound then
    raise exception using errcode = 'TSLIM',
      message = format('%s keys were asked for at once, expected at most %s', check_key_count.key_count, check_key_count.bound),
      hint = 'Load them in several calls.';
  end if;
end
$$
language plpgsql
immutable
set search_path = pg_catalog, public, pg_temp;

comment on function product.check_key_count(integer, integer) is 'Raises TSLIM when one batched load names more keys than its bound.';

grant execute on function product.check_key_count(integer, integer) to trueshelf_api;
