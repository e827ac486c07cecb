create or replace function memory.find_named(
  reading product.reading,
  first integer,
  last integer,
  items jsonb
)
returns integer[]
as $$
  -- Each word, as the row writes it or as the catalogue knows it ("grey" of what is recorded as gray).
  with word as materialized (
    select w.position, embeddings.fold_plural((find_named.reading).forms[w.position]) as folded
    from generate_series(find_named.first, find_named.last) w (position)
    where (find_named.reading).forms[w.position] not in ('and', 's', 'with', 'in', 'of', 'from', 'by')
  )
  select array_agg(r.place order by r.place)
  from memory.listed_rows(find_named.items) r
  where exists (select from word w)
    and not exists (
      select
      from word w
      where w.folded <> all (r.words)
        and not exists (
          select
          from unnest((find_named.reading).lexemes) l
          where l.first <= w.position and l.last >= w.position and l.first >= find_named.first and l.last <= find_named.last
            and (l.class = 'VALUE' and r.attributes -> l.name ? l.value
              or l.class = 'CATEGORY' and r.item ->> 'category' = l.name
              or l.class = 'ATTRIBUTE' and r.attributes -> l.name ? 'true')
        )
    );
$$
language sql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function memory.find_named(product.reading, integer, integer, jsonb) is
  'Places, from 1, of the rows of an earlier answer that every word from first to last names: "black", "Pellworth", "leather jacket"; null for none.';

grant execute on function memory.find_named(product.reading, integer, integer, jsonb) to trueshelf_api;
