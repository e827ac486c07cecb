create or replace function product.is_of_person(
  reading product.reading,
  first integer
)
returns boolean
as $$
declare
  v_forms text[] := (is_of_person.reading).forms;
  v_word integer := is_of_person.first - 1;
begin
  while v_forms[v_word] in ('who', 'whos', 'that', 'thats', 'which', 'is', 'are', 'weighs', 'weigh', 'weighing') loop
    v_word := v_word - 1;
  end loop;
  return exists (
    select from unnest((is_of_person.reading).lexemes) l
    where l.class = 'PHRASE' and l.meaning = 'PERSON' and l.last = v_word
      and array_to_string(v_forms[l.first:l.last], ' ') = l.value
      and '' = all (array(select trim(g.gap) from unnest((is_of_person.reading).gaps[v_word + 1:is_of_person.first]) g (gap)))
      -- "a tent for 4 people under 3 kg": there they are counted.
      and not exists (
        select from unnest((is_of_person.reading).lexemes) n
        where n.class = 'NUMERAL' and n.last = l.first - 1)
      and coalesce(v_forms[l.first - 1] !~ '^[0-9]', true));
end
$$
language plpgsql
immutable
parallel safe
set search_path = pg_catalog, public, pg_temp;

comment on function product.is_of_person(product.reading, integer) is
  'Whether a measure whose bound starts with word first is of the person or the animal right before it, whom the thing is for: "a bed for a dog over 30 kg", "someone who weighs over 100 kg".';

grant execute on function product.is_of_person(product.reading, integer) to trueshelf_api;
