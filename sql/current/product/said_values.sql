create or replace function product.said_values(
  name text,
  held jsonb,
  words text
)
returns text
as $$
  with value as materialized (
    select v.value, v.position, ' ' || v.value || ' ' as padded
    from jsonb_array_elements_text(said_values.held) with ordinality v (value, position)
    where v.position <= 60
  ),
  -- Words that were said, and values that may have been: each with all that it stands for, "grey" with slate and light grey.
  term as materialized (
    select v.value as term, v.position from value v
    union
    select s.term, 0
    from product.value_synonym s
    where s.attribute = said_values.name and strpos(' ' || lower(said_values.words) || ' ', ' ' || s.term || ' ') > 0
  ),
  meant as materialized (
    select t.term, t.position, t.term as means from term t
    union
    select t.term, t.position, s.value
    from term t
    join product.value_synonym s on s.attribute = said_values.name and s.term = t.term
  ),
  stands_for as materialized (
    select distinct m.term, m.position, v.value
    from meant m
    join value v on strpos(v.padded, ' ' || m.means || ' ') > 0
  ),
  rest as materialized (
    select v.value, v.position
    from value v
    where not exists (
      select from stands_for s where s.value = v.value and strpos(' ' || lower(said_values.words) || ' ', ' ' || s.term || ' ') > 0)
  )
  select case when count(*) < (select count(*) from value) then
    string_agg(r.value, ' or ' order by r.position) filter (where not exists (
      select
      from stands_for s
      where s.value = r.value and s.term <> r.value and s.term in (select o.value from rest o)
        -- Of two that stand for each other the first.
        and (s.position < r.position or not exists (select from stands_for b where b.term = r.value and b.value = s.term)))) end
  from rest r;
$$
language sql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function product.said_values(text, jsonb, text) is
  'Of the values of a demand for an attribute those that its words do not stand for, by what they contain and by product.value_synonym, each once: of blue, navy, grey and slate, where the words are "in grey", "blue". Null where the words stand for all of them, or for none that is known.';

grant execute on function product.said_values(text, jsonb, text) to trueshelf_api;
