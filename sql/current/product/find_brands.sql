create or replace function product.find_brands(
  names text[]
)
returns bigint[]
as $$
declare
  v_unknown text;
begin
  select n.name into v_unknown
  from unnest(find_brands.names) n (name)
  where not exists (
    select from product.brand b
    join product.product p on p.brand_id = b.brand_id and p.status = 'active'
    where lower(b.name) = lower(n.name) or b.slug = n.name
  )
  limit 1;
  if found then
    raise exception using errcode = 'TSFLT',
      message = format('there is no brand "%s"', left(v_unknown, 100)),
      hint = coalesce(
        (select 'Some that exist: ' || string_agg(b.name, ', ' order by b.name) || '.'
          from (
            select b.name from product.brand b
            where exists (select from product.product p where p.brand_id = b.brand_id and p.status = 'active')
            order by b.name
            limit 20
          ) b),
        'This catalogue has no brands yet.');
  end if;
  return (
    select array_agg(b.brand_id order by b.brand_id)
    from product.brand b
    where lower(b.name) in (select lower(n.name) from unnest(find_brands.names) n (name))
      or b.slug = any (find_brands.names)
  );
end
$$
language plpgsql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function product.find_brands(text[]) is
  'Ids of the brands with these names (whatever their case) or slugs; null for none. A brand of which the caller may see no active product is unknown: raises TSFLT.';

grant execute on function product.find_brands(text[]) to trueshelf_api;
