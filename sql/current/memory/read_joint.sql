create or replace function memory.read_joint(
  reading product.reading,
  out rest product.reading,
  out also boolean,
  out instead boolean
)
as $$
declare
  v_count constant integer := cardinality((read_joint.reading).forms);
  v_word record;
begin
  rest := read_joint.reading;
  also := false;
  instead := false;
  for v_word in
    select l.first, l.last, l.meaning, rest.forms[l.first] as form
    from unnest((read_joint.reading).lexemes) l
    where l.class = 'MOVE' and (l.meaning in ('ALSO', 'INSTEAD') or l.meaning = 'COURTESY')
    order by l.first, l.last desc
  loop
    continue when true = any (rest.taken[v_word.first:v_word.last]);
    if v_word.meaning = 'COURTESY' then
      -- "and in black", "what about brown"; "no, cheaper". "No leather" and "just black" say something.
      continue when not memory.is_covered(rest, 1, v_word.first - 1, '{}')
        or v_word.last < v_count and rest.gaps[v_word.last + 1] !~ '[,;:.!]' and not exists (
          select from unnest(rest.lexemes) l
          where l.first = v_word.first and l.last = v_word.last and l.meaning = 'COURTESY' and l.value = 'LEAD');
      -- "but not" and "and up" are read by others.
      continue when exists (
        select from product.phrase p
        where p.term = array_to_string(rest.forms[v_word.first:v_word.last + 1], ' ') and p.meaning <> 'FILLER');
      continue when v_word.last = v_count and v_word.first > 1 and rest.forms[v_word.first] in ('me', 'to', 'i');
      rest := product.take_words(rest, v_word.first, v_word.last);
      continue;
    end if;
    -- At the beginning, or for "instead", "too" and "as well" at the end of what is said.
    if memory.is_covered(rest, 1, v_word.first - 1, '{COURTESY,TALK}') and (v_word.form not in ('too', 'as') and (v_word.last < v_count or v_word.form = 'instead'))
      or v_word.form in ('instead', 'too', 'also') and (v_word.last = v_count or rest.gaps[v_word.last + 1] ~ '[,;:.!?]'
        or memory.is_covered(rest, v_word.last + 1, v_count, '{COURTESY}'))
      or v_word.form = 'as' and v_word.last = v_word.first + 1 and (v_word.last = v_count or rest.gaps[v_word.last + 1] ~ '[,;:.!?]')
      or v_word.form = 'instead' and rest.forms[v_word.last + 1] <> 'of'
    then
      continue when v_word.form = 'instead' and rest.forms[v_word.last + 1] = 'of';
      rest := product.take_words(rest, v_word.first, v_word.last);
      if v_word.meaning = 'ALSO' then
        also := true;
      else
        instead := true;
      end if;
    end if;
  end loop;
end
$$
language plpgsql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function memory.read_joint(product.reading) is
  'How a turn joins what was said before: also ("or in brown", "in brown too"), instead ("in brown instead", "make it brown"); rest is the reading with those words and the courtesies that it begins with taken.';

grant execute on function memory.read_joint(product.reading) to trueshelf_api;
