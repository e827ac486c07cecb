create or replace function memory.topic_text(
  words jsonb
)
returns text
as $$
  -- A word taken out of "jacket with a hood" leaves ends that tie nothing.
  select regexp_replace(
    regexp_replace(
      coalesce(string_agg(w.value ->> 'text', ' ' order by w.position), ''),
      '(?:\s+(?:and|or|but|with|without|for|in|of|by|from|a|an|the|some|any|that|which|is|are))+\s*$', '', 'i'),
    '^\s*(?:(?:and|or|but|of|a|an|the|some|any|that|which|is|are)\s+)+', '', 'i')
  from jsonb_array_elements(topic_text.words) with ordinality w (value, position);
$$
language sql
immutable
parallel safe
set search_path = pg_catalog, public, pg_temp;

comment on function memory.topic_text(jsonb) is
  'The words of a topic (see memory.topic_words) as a residue, without ends that tie nothing; empty where none are left.';

grant execute on function memory.topic_text(jsonb) to trueshelf_api;
