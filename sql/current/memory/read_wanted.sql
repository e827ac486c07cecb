create or replace function memory.read_wanted(
  reading product.reading
)
returns jsonb
as $$
  with value as (
    select l.first, l.last, l.name, array_agg(distinct l.value order by l.value) as values,
      array_to_string((read_wanted.reading).forms[l.first:l.last], ' ') as said
    from unnest((read_wanted.reading).lexemes) l
    where l.class = 'VALUE' and l.meaning <> 'PART' and l.value not in ('true', 'false')
      and true <> all ((read_wanted.reading).taken[l.first:l.last])
    group by l.first, l.last, l.name
  )
  select coalesce(jsonb_agg(jsonb_build_object('name', w.name, 'said', w.said, 'values', w.values) order by w.position), '[]')
  from (
    select v.name, jsonb_agg(v.said order by v.first) as said, min(v.first) as position,
      (select jsonb_agg(distinct x.value) from value o cross join lateral unnest(o.values) x (value) where o.name = v.name) as values
    from value v
    where not exists (
        select from unnest((read_wanted.reading).lexemes) o
        where o.first <= v.first and o.last >= v.last and (o.last - o.first > v.last - v.first and o.class = 'VALUE' and o.meaning <> 'PART'
          or o.class = 'MOVE' and o.meaning = 'ASK'))
      -- "2 m wide", "hold 20 litres": letters and figures are sizes where they are said to be.
      and (v.said !~ '^([a-z]|[0-9.]+)$' or (read_wanted.reading).forms[v.first - 1] in ('in', 'size', 'sizes', 'a', 'an', 'the', 'or', 'and'))
      and not exists (
        select from unnest((read_wanted.reading).lexemes) u
        where v.said ~ '^[0-9.]+$' and u.class = 'UNIT' and u.first = v.last + 1)
    group by v.name
  ) w;
$$
language sql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function memory.read_wanted(product.reading) is
  'The values that a turn about one product asks for, "white" of "is it available in white?": [{name (of the attribute), said: [words], values: [text]}], in the order of the text; [] for none.';

grant execute on function memory.read_wanted(product.reading) to trueshelf_api;
