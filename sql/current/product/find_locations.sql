create or replace function product.find_locations(
  codes text[]
)
returns bigint[]
as $$
declare
  v_unknown text;
begin
  select c.code into v_unknown
  from unnest(find_locations.codes) c (code)
  where not exists (select from product.location l where l.code = c.code)
  limit 1;
  if found then
    raise exception using errcode = 'TSFLT',
      message = format('there is no location with the code "%s"', left(v_unknown, 100)),
      hint = coalesce(
        (select 'Some that exist: ' || string_agg(l.code, ', ' order by l.code) || '.'
          from (select l.code from product.location l order by l.code limit 20) l),
        'This catalogue has no locations yet.');
  end if;
  return (
    select array_agg(l.location_id order by l.location_id)
    from product.location l
    where l.code = any (find_locations.codes)
  );
end
$$
language plpgsql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function product.find_locations(text[]) is
  'Ids of the locations with these codes; null for no codes. Raises TSFLT for an unknown code.';

grant execute on function product.find_locations(text[]) to trueshelf_api;
