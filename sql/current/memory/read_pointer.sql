create or replace function memory.read_pointer(
  reading product.reading,
  first integer,
  items jsonb,
  has_focus boolean,
  out last integer,
  out kind text,
  out places integer[],
  out says text
)
as $$
declare
  v_forms constant text[] := (read_pointer.reading).forms;
  v_place integer;
  v_end integer;
  v_word record;
begin
  if true = any ((read_pointer.reading).taken[read_pointer.first:read_pointer.first]) then
    return;
  end if;
  select o.last, array_remove(array[o.place], null) into last, places
  from memory.read_ordinal(read_pointer.reading, read_pointer.first, read_pointer.items) o;
  if last is not null then
    kind := 'ORDINAL';
    return;
  end if;
  places := null;

  if v_forms[read_pointer.first] = 'the' then
    -- "the black one", "the cheapest one", "the cheapest of these".
    select l.first, l.last into v_word
    from unnest((read_pointer.reading).lexemes) l
    where l.class = 'MOVE' and l.meaning = 'ONE' and l.first between read_pointer.first + 2 and read_pointer.first + 6
      and (v_forms[l.first] = 'one' or v_forms[l.first] = 'of')
      and array_to_string((read_pointer.reading).gaps[read_pointer.first + 1:l.first], '') ~ '^[\s''’-]*$'
      and v_forms[l.last + 1] is distinct from 'you'
      and (v_forms[l.first] = 'of' or memory.ends_piece(read_pointer.reading, l.last + 1)
        or memory.is_question(read_pointer.reading))
    order by l.first, l.last desc
    limit 1;
    if found then
      select array_remove(array[e.place], null) into places
      from memory.find_extreme(read_pointer.reading, read_pointer.first + 1, v_word.first - 1, read_pointer.items) e;
      if found then
        kind := 'SUPERLATIVE';
        last := v_word.last;
        return;
      end if;
      places := memory.find_named(read_pointer.reading, read_pointer.first + 1, v_word.first - 1, read_pointer.items);
      -- Words that the catalogue knows and no row has: pointed at what is not there.
      if v_forms[v_word.first] = 'one' and (places is not null or memory.is_known(read_pointer.reading, read_pointer.first + 1, v_word.first - 1)) then
        kind := 'NAMED';
        last := v_word.last;
        says := array_to_string(v_forms[read_pointer.first + 1:v_word.first - 1], ' ');
        return;
      end if;
    end if;
  end if;
  -- "which is the lightest?", "which one is cheapest".
  if v_forms[read_pointer.first] in ('which', 'whichs') and memory.begins_piece(read_pointer.reading, read_pointer.first) then
    for v_word in
      select l.first, l.last
      from unnest((read_pointer.reading).lexemes) l
      where (l.class = 'COMPARATIVE' or l.class = 'PHRASE' and l.meaning like 'SORT\_%')
        and memory.ends_piece(read_pointer.reading, l.last + 1) and v_forms[l.last + 1] is distinct from 'you'
        and array_to_string(v_forms[read_pointer.first + 1:l.first - 1], ' ')
          ~ '^(?:(?:one|of (?:them|these|those)|one of (?:them|these|those)) )?is(?: the)?$|^one$|^are(?: the)?$'
      order by l.first, l.last desc
    loop
      select array_remove(array[e.place], null) into places
      from memory.find_extreme(read_pointer.reading, v_word.first, v_word.last, read_pointer.items) e;
      if found then
        kind := 'SUPERLATIVE';
        last := v_word.last;
        return;
      end if;
    end loop;
  end if;

  select l.last, l.value into v_word
  from unnest((read_pointer.reading).lexemes) l
  where l.class = 'MOVE' and l.meaning = 'THAT' and l.first = read_pointer.first
    -- "make it black" changes the question.
    and not exists (
      select from unnest((read_pointer.reading).lexemes) i
      where i.class = 'MOVE' and i.meaning = 'INSTEAD' and i.first < l.first and i.last >= l.first)
  order by l.last desc
  limit 1;
  if not found then
    return;
  end if;
  if v_word.value = 'POINTED' then
    if v_word.last > read_pointer.first then
      kind := 'THAT';
      last := v_word.last;
      return;
    end if;
    -- "that jacket": as many words as name a row.
    for v_end in reverse least(read_pointer.first + 5, cardinality(v_forms))..read_pointer.first + 1 loop
      continue when (read_pointer.reading).gaps[v_end] ~ '[,;:.!?()\n]' or not memory.ends_piece(read_pointer.reading, v_end + 1)
        and not memory.is_question(read_pointer.reading);
      places := memory.find_named(read_pointer.reading, read_pointer.first + 1, v_end, read_pointer.items);
      if places is not null then
        kind := 'THAT';
        last := v_end;
        return;
      end if;
    end loop;
    -- Not that of "a jacket that fits".
    if memory.ends_piece(read_pointer.reading, read_pointer.first + 1)
      and v_forms[read_pointer.first - 1] in ('is', 'does', 'do', 'of', 'like', 'than', 'about', 'has', 'to', 'was', 'did', 'get', 'take', 'see', 'buy', 'on', 'have', 'much', 'show', 'me', 'add')
    then
      kind := 'THAT';
      last := v_word.last;
    end if;
  elsif v_word.value = 'IT' and (memory.is_question(read_pointer.reading) or memory.follows_like(read_pointer.reading, read_pointer.first) > 0)
    or v_word.value = 'SEVERAL' and read_pointer.has_focus and memory.is_question(read_pointer.reading)
      -- "these boots" are others.
      and (v_forms[read_pointer.first] in ('they', 'them', 'their') or memory.ends_piece(read_pointer.reading, v_word.last + 1))
  then
    kind := 'THAT';
    last := v_word.last;
  end if;
end
$$
language plpgsql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function memory.read_pointer(product.reading, integer, jsonb, boolean) is
  'Words that point at a product of an earlier answer, from a word on: last, the last of them (null where none does), kind (ORDINAL, THAT, NAMED, SUPERLATIVE), and the places from 1 of the rows that they fit: none or null for NAMED, ORDINAL and SUPERLATIVE where there is no such row, null for a mere "it". says: the name of a NAMED one. has_focus: whether one product alone was spoken of last, which "they" may mean.';

grant execute on function memory.read_pointer(product.reading, integer, jsonb, boolean) to trueshelf_api;
