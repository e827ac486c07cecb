create or replace function memory.find_extreme(
  reading product.reading,
  first integer,
  last integer,
  items jsonb
)
returns table (
  measure text,
  place integer
)
as $$
  with said as (
    select case
        when l.class = 'COMPARATIVE' then l.name
        when l.meaning like 'SORT\_PRICE%' then 'price'
        when l.meaning like 'SORT\_WEIGHT%' then 'weight_grams'
        when l.meaning = 'SORT_NEWEST' then 'released_on'
        when l.meaning = 'SORT_RATING' then 'rating'
      end as measure,
      case when l.class = 'COMPARATIVE' then l.meaning = 'LESS' else l.meaning like '%\_ASC' end as is_least
    from unnest((find_extreme.reading).lexemes) l
    where l.first = find_extreme.first and l.last = find_extreme.last
      and (l.class = 'COMPARATIVE' or l.class = 'PHRASE' and l.meaning like 'SORT\_%')
  )
  select m.measure, (array_agg(m.place order by m.held * case when m.is_least then 1 else -1 end, m.place) filter (where m.held is not null))[1]
  from (
    select s.measure, s.is_least, r.place, product.held_measure(
      s.measure, r.attributes, (r.item ->> 'weightGrams')::numeric, (r.item #>> '{price,amount}')::numeric, r.released_on, r.rating) as held
    from said s
    cross join memory.listed_rows(find_extreme.items) r
  ) m
  group by m.measure
  order by count(m.held) desc, m.measure
  limit 1;
$$
language sql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function memory.find_extreme(product.reading, integer, integer, jsonb) is
  'Which row of an earlier answer, by place from 1, is the "cheapest" or the "lighter" one that the words from first to last say, the first of several alike; a row with a null place where none of them has the measure. Of several measures that a word has, the one that most rows have. No row for other words.';

grant execute on function memory.find_extreme(product.reading, integer, integer, jsonb) to trueshelf_api;
