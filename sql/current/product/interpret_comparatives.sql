create or replace function product.interpret_comparatives(
  reading product.reading
)
returns product.reading
as $$
declare
  v_reading product.reading := interpret_comparatives.reading;
  v_forms text[] := (interpret_comparatives.reading).forms;
  v_word record;
  v_wish record;
  v_first integer;
  v_last integer;
  v_start integer;
  v_listed boolean;
  v_contrasted boolean;
  v_before integer := 0;
  v_denied integer;
begin
  for v_word in
    select l.first, l.last, bool_or(l.value::boolean) as bare, min(l.origin) as origin
    from unnest(v_reading.lexemes) l
    where l.class = 'COMPARATIVE'
    group by l.first, l.last
    order by l.first, l.last desc
  loop
    continue when not product.is_free(v_reading, v_word.first, v_word.last) or product.tells_shade(v_reading, v_word.last);
    -- "a bit", "much", and the "but" before it belong to the wish.
    v_first := v_word.first;
    while product.is_free(v_reading, v_first - 1, v_first - 1)
      and v_forms[v_first - 1] in ('bit', 'little', 'lot', 'much', 'slightly', 'even', 'far', 'somewhat', 'considerably', 'way')
    loop
      v_first := v_first - 1;
    end loop;
    if v_first < v_word.first and v_forms[v_first] in ('bit', 'little', 'lot') and v_forms[v_first - 1] = 'a'
      and product.is_free(v_reading, v_first - 1, v_first - 1)
    then
      v_first := v_first - 1;
    end if;
    v_contrasted := v_first < v_word.first;
    if v_forms[v_first - 1] = 'but' and product.is_free(v_reading, v_first - 1, v_first - 1) then
      v_first := v_first - 1;
      v_contrasted := true;
    end if;
    v_last := v_word.last;
    if v_forms[v_last + 1] = 'than' and product.is_free(v_reading, v_last + 1, v_last + 1) then
      v_last := v_last + 1;
      v_contrasted := true;
      -- "than this one": what it is like is asked for elsewhere.
      if v_forms[v_last + 1] in ('this', 'that', 'these', 'those', 'it', 'mine') and product.is_free(v_reading, v_last + 1, v_last + 1) then
        v_last := v_last + 1;
      end if;
    end if;
    if v_forms[v_first - 1] = 'the' and v_forms[v_last + 1:v_last + 2] = '{the,better}' and product.is_free(v_reading, v_first - 1, v_last + 2) then
      v_first := v_first - 1;
      v_last := v_last + 2;
      v_contrasted := true;
    end if;
    -- "lighter and cheaper", "cheaper, lighter".
    v_listed := v_before > 0 and (v_first = v_before + 1
        or v_first = v_before + 2 and v_forms[v_before + 1] in ('and', 'or'))
      or exists (
        select from unnest(v_reading.lexemes) l
        where l.class = 'COMPARATIVE'
          and (l.first = v_last + 1 and v_reading.gaps[l.first] ~ ','
            or l.first = v_last + 2 and v_forms[v_last + 1] in ('and', 'or')));
    -- "a bag that doesn't look cheap", "nothing cheap", "cheap looking" ask for nothing else, and "no lighter" for the thing.
    v_denied := v_first - 1;
    while v_forms[v_denied] in ('look', 'looks', 'looking', 'feel', 'feels', 'seem', 'seems', 'be', 'too', 'so', 'very')
      and v_reading.gaps[v_denied + 1] ~ '^\s+$'
    loop
      v_denied := v_denied - 1;
    end loop;
    if exists (select from unnest(v_reading.lexemes) l where l.class = 'PHRASE' and l.meaning = 'NOT' and l.last = v_denied)
      or v_reading.gaps[v_denied + 1] ~ '^\s+$'
        and v_forms[v_denied] ~ '^(?:nothing|none|(?:do|does|did|is|are|was|were|wo|should|must|ca|could|would)nt)$'
    then
      -- Nor does it refuse anything by that name, as "no lighter" may.
      if v_word.bare and product.is_free(v_reading, v_denied, v_last) then
        v_reading.known[v_denied:v_last] := array_fill(true, array[v_last - v_denied + 1]);
      end if;
      continue;
    end if;
    continue when v_forms[v_last + 1] = 'looking' and v_reading.gaps[v_last + 1] ~ '^[\s-]$';
    if not v_word.bare and not v_contrasted and not v_listed
      and not coalesce(v_forms[v_first - 1] in ('something', 'anything', 'and', 'or') and (
        v_last = cardinality(v_forms) or v_reading.gaps[v_last + 1] ~ '[,;.!?]'), false)
    then
      -- Before what it describes ("a lighter tent"); as a thing it ends its part ("gas lighter", "lighter for the grill").
      continue when v_last = cardinality(v_forms) or not product.is_free(v_reading, v_last + 1, v_last + 1)
        or v_reading.gaps[v_last + 1] ~ '\S'
        or v_forms[v_last + 1] in ('for', 'with', 'of', 'and', 'or', 'to', 'on', 'in', 'that', 'which', 'is', 'by', 'from', 'at')
        or exists (
          select from unnest(v_reading.lexemes) l
          where l.class = 'PHRASE' and l.first = v_last + 1
            and l.meaning not in ('LITERAL', 'PRIVATIVE', 'PRICED', 'NO_PRICE', 'CHILD', 'PERSON'))
        or not (v_first = 1 or v_reading.gaps[v_first] ~ '[,;.!?:]' or v_reading.taken[v_first - 1]
          or v_forms[v_first - 1] in ('a', 'an', 'the', 'some', 'any', 'like', 'with', 'and', 'or', 'for', 'but')
          or exists (
            select from unnest(v_reading.lexemes) l
            where l.class = 'PHRASE' and l.meaning = 'FILLER' and l.last = v_first - 1));
    end if;
    v_start := v_first;
    if v_forms[v_first - 1] in ('something', 'anything') and product.is_free(v_reading, v_first - 1, v_first - 1) then
      v_start := v_first - 1;
    elsif v_before > 0 and v_listed and v_first = v_before + 2 then
      v_start := v_before + 1;
    end if;

    -- One wish for each direction: a warmer duvet has more tog, a warmer sleeping bag a lower temperature.
    for v_wish in
      select l.meaning as direction,
        array_agg(l.name order by array_position('{weight_grams,price,released_on,rating}', l.name), l.name)
          filter (where l.name in ('weight_grams', 'price', 'released_on', 'rating') or a.name is not null) as measures
      from unnest(v_reading.lexemes) l
      left join product.attribute a on a.name = l.name and a.type = 'number'
      where l.class = 'COMPARATIVE' and l.first = v_word.first and l.last = v_word.last
      group by l.meaning
      having bool_or(l.name in ('weight_grams', 'price', 'released_on', 'rating') or a.name is not null)
      order by l.meaning
    loop
      -- "cheaper and not too expensive" is one wish; "cheaper but dearer" is none.
      if exists (
        select from jsonb_array_elements(v_reading.preferences) p
        where p -> 'measures' -> 0 = to_jsonb(v_wish.measures[1]))
      then
        v_reading.ignored := v_reading.ignored || jsonb_build_array(jsonb_build_object(
          'span', product.word_span(v_reading, v_first, v_last),
          'reason', 'the question has asked for that, or for its opposite, before'));
      else
        v_reading.preferences := v_reading.preferences || jsonb_build_array(jsonb_build_object(
          'kind', 'COMPARATIVE', 'source', 'RULE', 'origin', v_word.origin,
          'span', product.word_span(v_reading, v_first, v_last),
          'measures', to_jsonb(v_wish.measures), 'direction', v_wish.direction, 'filter', null));
      end if;
    end loop;
    if not found then
      v_reading.ignored := v_reading.ignored || jsonb_build_array(jsonb_build_object(
        'span', product.word_span(v_reading, v_first, v_last),
        'reason', format('nothing is recorded here that “%s” could be told by', array_to_string(v_forms[v_word.first:v_word.last], ' '))));
    end if;
    v_reading := product.take_words(v_reading, v_start, v_last);
    if v_forms[v_last + 1] in ('one', 'ones') and product.is_free(v_reading, v_last + 1, v_last + 1) then
      v_reading := product.take_words(v_reading, v_last + 1, v_last + 1);
    end if;
    v_before := v_last;
  end loop;
  return v_reading;
end
$$
language plpgsql
stable
set search_path = pg_catalog, public, pg_temp
set plan_cache_mode = force_generic_plan;

comment on function product.interpret_comparatives(product.reading) is
  'Comparatives of a question ("but lighter", "a bit cheaper", "quieter kettle"), by product.comparative: wishes that move the order and turn nothing away. A word that may be a thing ("lighter") counts only where it is contrasted, listed, or stands before what it describes. One that no attribute here could tell is ignored.';

grant execute on function product.interpret_comparatives(product.reading) to trueshelf_api;
