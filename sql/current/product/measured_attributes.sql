create or replace function product.measured_attributes(
  reading product.reading,
  first integer,
  last integer,
  unit text
)
returns table (
  attribute text,
  certainty text
)
as $$
  with measured as (
    select a.name, a.unit
    from product.attribute a
    join product.unit u on u.code = a.unit
    join product.unit m on m.dimension = u.dimension and m.code = measured_attributes.unit
    where a.type = 'number' and a.interpretable
    union all
    select 'weight_grams', 'g'
    from product.unit m
    where m.dimension = 'mass' and m.code = measured_attributes.unit
  ),
  named as (
    select m.name, m.unit, max(case
      when l.last >= measured_attributes.first and l.first <= measured_attributes.last then 8
      when d.distance is null or d.between ~ '[,;:!?()]' then 1
      when d.distance <= 2 then 6 - 2 * d.distance + case when d.is_behind then 1 else 0 end
      else 1 end) as nearness
    from measured m
    join unnest((measured_attributes.reading).lexemes) l on l.class = 'ATTRIBUTE' and l.name = m.name
    cross join lateral (
      select case when l.first > measured_attributes.last then l.first - measured_attributes.last - 1
          else measured_attributes.first - l.last - 1 end as distance,
        l.first > measured_attributes.last as is_behind,
        array_to_string(case when l.first > measured_attributes.last
          then (measured_attributes.reading).gaps[measured_attributes.last + 1:l.first]
          else (measured_attributes.reading).gaps[l.last + 1:measured_attributes.first] end, '') as between
    ) d
    group by m.name, m.unit
  ),
  best as (
    select n.name
    from (
      -- Of attributes named alike, such as "capacity", the one that is held in the very unit.
      select n.name, rank() over (order by n.nearness desc, n.unit = measured_attributes.unit desc) as place
      from named n
    ) n
    where n.place = 1
  )
  select b.name, 'NAMED' from best b
  union all
  select m.name, case when m.name = 'weight_grams' then 'WEIGHT' else 'UNIT' end
  from measured m
  where not exists (select from best)
    and (m.name = 'weight_grams'
      or not exists (select from measured w where w.name = 'weight_grams')
        -- Everything has a length: the one that is recorded is meant only where it is held in the very unit.
        and (m.unit = measured_attributes.unit or (select u.dimension from product.unit u where u.code = m.unit) <> 'length'
          or (select count(*) from measured) > 1))
  order by 1;
$$
language sql
stable
set search_path = pg_catalog, public, pg_temp
set plan_cache_mode = force_generic_plan;

comment on function product.measured_attributes(product.reading, integer, integer, text) is
  'Which attributes a measure in that unit, of the words from first to last, may be meant of, by name: NAMED beside it or else anywhere in the question; otherwise WEIGHT for a mass, or UNIT, for each that is held in a unit of the kind; several rows leave it open. No row: nothing is measured so.';

grant execute on function product.measured_attributes(product.reading, integer, integer, text) to trueshelf_api;
