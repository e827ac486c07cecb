create or replace function memory.is_known(
  reading product.reading,
  first integer,
  last integer
)
returns boolean
as $$
  select is_known.last >= is_known.first and not exists (
    select
    from generate_series(is_known.first, is_known.last) w (position)
    where not exists (
      select
      from unnest((is_known.reading).lexemes) l
      where l.class in ('VALUE', 'ATTRIBUTE', 'CATEGORY', 'BRAND') and w.position between l.first and l.last
        and l.first >= is_known.first and l.last <= is_known.last
    )
  );
$$
language sql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function memory.is_known(product.reading, integer, integer) is
  'Whether each of the words from first to last is a value, a category or a brand of the catalogue.';

grant execute on function memory.is_known(product.reading, integer, integer) to trueshelf_api;
