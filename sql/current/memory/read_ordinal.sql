create or replace function memory.read_ordinal(
  reading product.reading,
  first integer,
  items jsonb,
  out last integer,
  out place integer
)
as $$
declare
  v_forms constant text[] := (read_ordinal.reading).forms;
  v_count constant integer := jsonb_array_length(read_ordinal.items);
  -- Behind an article; alone, it has to begin what is said: "second, please".
  v_has_article constant boolean := v_forms[read_ordinal.first] in ('the', 'that', 'this', 'your', 'my');
  v_place integer := read_ordinal.first + v_has_article::integer;
  v_is_number boolean := false;
  v_position integer;
  v_one integer;
  v_named integer[];
  v_word record;
begin
  select l.last, l.value into v_word
  from unnest((read_ordinal.reading).lexemes) l
  where l.class = 'MOVE' and l.meaning = 'ORDINAL' and l.first = v_place
    -- "how long does the second last?"
    and not (l.last > l.first and v_forms[l.last] = 'last' and l.last = cardinality(v_forms) and v_forms[1] = 'how')
    and (l.value <> 'NUMBER' or v_forms[l.last + 1] ~ '^[0-9]{1,3}$'
      or exists (select from product.numeral n where n.word = v_forms[l.last + 1] and not n.multiplies))
  order by l.last desc
  limit 1;
  if v_word.value = 'NUMBER' then
    v_is_number := true;
    last := v_word.last + 1;
    v_position := coalesce(
      case when v_forms[last] ~ '^[0-9]{1,3}$' then v_forms[last]::integer end,
      (select n.value::integer from product.numeral n where n.word = v_forms[read_ordinal.last]));
  elsif v_word.value is not null then
    last := v_word.last;
    v_position := v_word.value::integer;
  elsif v_forms[v_place] ~ '^[0-9]{1,3}$' and v_forms[v_place + 1] in ('st', 'nd', 'rd', 'th') and (read_ordinal.reading).gaps[v_place + 1] = '' then
    last := v_place + 1;
    v_position := v_forms[v_place]::integer;
  elsif v_forms[v_place] ~ '^[0-9]{1,3}$' and (read_ordinal.reading).gaps[v_place] ~ '#$' then
    v_is_number := true;
    last := v_place;
    v_position := v_forms[v_place]::integer;
  else
    return;
  end if;

  -- "the first two", "the last three jackets": the first of them; memory.read_other says so.
  select w.at + coalesce((
      select max(l.last) - w.at from unnest((read_ordinal.reading).lexemes) l where l.class = 'MOVE' and l.meaning = 'ONE' and l.first = w.at + 1
    ), (memory.find_named(read_ordinal.reading, w.at + 1, w.at + 1, read_ordinal.items) is not null
      and not memory.ends_piece(read_ordinal.reading, w.at + 1))::integer) as last, w.count into v_word
  from (
    select read_ordinal.last + 1 as at, coalesce(case when v_forms[read_ordinal.last + 1] ~ '^[0-9]{1,2}$' then v_forms[read_ordinal.last + 1]::integer end,
      (select n.value::integer from product.numeral n where n.word = v_forms[read_ordinal.last + 1] and not n.multiplies)) as count
  ) w
  where not v_is_number and w.count > 1 and (v_has_article or memory.is_covered(read_ordinal.reading, 1, v_place - 1, '{COURTESY,ASK}'));
  if found and memory.ends_piece(read_ordinal.reading, v_word.last + 1) then
    last := v_word.last;
    v_position := case when v_position < 0 then greatest(-v_word.count, -v_count) else v_position end;
    place := case when v_position < 0 then v_count + 1 + v_position when v_position <= v_count then v_position end;
    return;
  end if;

  select max(l.last) into v_one
  from unnest((read_ordinal.reading).lexemes) l
  where l.class = 'MOVE' and l.meaning = 'ONE' and l.first = read_ordinal.last + 1 and v_forms[l.last] not in ('ones', 'items', 'options', 'products', 'results')
    and (read_ordinal.reading).gaps[l.first] ~ '^\s*$';
  if v_one is not null then
    -- "one" and then "of these".
    last := coalesce((
      select max(l.last) from unnest((read_ordinal.reading).lexemes) l
      where l.class = 'MOVE' and l.meaning = 'ONE' and l.first = v_one + 1 and v_forms[l.first] in ('of', 'in', 'on')
    ), v_one);
  elsif memory.ends_piece(read_ordinal.reading, last + 1) then
    if not v_has_article and not v_is_number and not (
      memory.is_covered(read_ordinal.reading, 1, v_place - 1, '{COURTESY}') and
      (last = cardinality(v_forms) or (read_ordinal.reading).gaps[last + 1] ~ '[,;:.!?]'
        or memory.is_covered(read_ordinal.reading, last + 1, cardinality(v_forms), '{COURTESY}')))
    then
      last := null;
      return;
    end if;
  else
    -- "the second jacket": the second of those that are jackets.
    select w.last, n.places into v_word
    from generate_series(read_ordinal.last + 1, least(read_ordinal.last + 4, cardinality(v_forms))) w (last)
    cross join lateral (select memory.find_named(read_ordinal.reading, read_ordinal.last + 1, w.last, read_ordinal.items) as places offset 0) n
    where n.places is not null
      and (memory.ends_piece(read_ordinal.reading, w.last + 1) or v_forms[w.last + 1] = 'one' and memory.ends_piece(read_ordinal.reading, w.last + 2))
    order by w.last desc
    limit 1;
    if not found or not v_has_article then
      last := null;
      return;
    end if;
    last := v_word.last + (v_forms[v_word.last + 1] is not distinct from 'one')::integer;
    v_named := v_word.places;
  end if;

  v_named := coalesce(v_named, array(select p from generate_series(1, v_count) p));
  place := case when v_position < 0 then v_named[cardinality(v_named) + 1 + v_position] else v_named[v_position] end;
  -- Of a further page the rows are numbered on from the one before.
  if place is null and v_position > 0 or v_is_number then
    place := coalesce((
      select i.place::integer
      from jsonb_array_elements(read_ordinal.items) with ordinality i (value, place)
      where i.value ->> 'rank' = v_position::text
      limit 1
    ), place);
  end if;
end
$$
language plpgsql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function memory.read_ordinal(product.reading, integer, jsonb) is
  'A position in an earlier answer that is said from a word on ("the second one", "the 2nd", "number 3", "last", "the first jacket"): last, the last word that says so (null where none does), and its place from 1 among the rows, null where there is no such row. "Number 3" is the row of rank 3 first; an ordinal counts what was shown.';

grant execute on function memory.read_ordinal(product.reading, integer, jsonb) to trueshelf_api;
