create or replace function memory.topic_words(
  reading jsonb
)
returns jsonb
as $$
  with word as (
    select s.place, s.form, s.start, s.behind
    from product.scan_words(topic_words.reading ->> 'residue') s
  ),
  wish as (
    select p.position, product.preference_key(p.value) as key, p.value -> 'filter' as filter,
      array(select s.form from product.scan_words(p.value #>> '{span,text}') s order by s.place) as forms
    from jsonb_array_elements(topic_words.reading -> 'preferences') with ordinality p (value, position)
    where p.value ->> 'kind' <> 'COMPARATIVE'
  ),
  -- A wish's words stand in the residue one after the other; of two wishes upon one word the first has it.
  marked as (
    select w.place, w.form, w.start, w.behind, m.position as wish, m.key, m.filter
    from word w
    left join lateral (
      select h.position, h.key, h.filter
      from wish h
      cross join lateral generate_series(w.place - cardinality(h.forms) + 1, w.place) f (first)
      where (
        select array_agg(x.form order by x.place) from word x where x.place between f.first and f.first + cardinality(h.forms) - 1
      ) = h.forms
      order by cardinality(h.forms) desc, h.position
      limit 1
    ) m on true
  ),
  run as (
    select m.*, m.place - row_number() over (partition by m.wish order by m.place) as run from marked m
  ),
  piece as (
    select min(r.place) as place, r.key, r.filter,
      substr(topic_words.reading ->> 'residue', min(r.start), max(r.behind) - min(r.start)) as text
    from run r
    group by r.wish, r.key, r.filter, r.run
  )
  select coalesce(jsonb_agg(jsonb_build_object('text', p.text, 'key', p.key, 'filter', p.filter) order by p.place), '[]')
  from piece p;
$$
language sql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function memory.topic_words(jsonb) is
  'The residue of an interpretation cut where its wishes begin and end: [{text, key, filter}] in order, key and filter of the wish that the words make, null for words that only meaning goes by.';

grant execute on function memory.topic_words(jsonb) to trueshelf_api;
