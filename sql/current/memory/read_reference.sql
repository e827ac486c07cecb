create or replace function memory.read_reference(
  reading product.reading,
  state jsonb,
  out first integer,
  out last integer,
  out kind text,
  out item jsonb,
  out turn jsonb,
  out missing text,
  out implied boolean
)
as $$
declare
  v_items constant jsonb := case jsonb_typeof(read_reference.state #> '{list,items}')
    when 'array' then read_reference.state #> '{list,items}' else '[]' end;
  v_count constant integer := jsonb_array_length(v_items);
  v_focus constant jsonb := nullif(read_reference.state -> 'focus', 'null');
  v_has_focus constant boolean := v_focus is not null or v_count = 1;
  v_words constant integer := least(cardinality((read_reference.reading).forms), 120);
  v_word integer;
  v_pointer record;
  v_places integer[];
  v_says text;
  v_asks boolean;
begin
  implied := false;
  for v_word in
    select w.position::integer
    from unnest((read_reference.reading).forms[:v_words]) with ordinality w (form, position)
    where w.form in ('the', 'that', 'this', 'your', 'my', 'which', 'whichs') or w.form ~ '^[0-9]{1,3}$'
      or exists (
        select from unnest((read_reference.reading).lexemes) l
        where l.class = 'MOVE' and l.meaning in ('ORDINAL', 'THAT') and l.first = w.position)
    order by w.position
  loop
    select p.* into v_pointer from memory.read_pointer(read_reference.reading, v_word, v_items, v_has_focus) p;
    first := case when v_pointer.last is not null then v_word end;
    exit when first is not null;
  end loop;
  if first is not null then
    last := v_pointer.last;
    kind := v_pointer.kind;
    v_places := v_pointer.places;
    v_says := v_pointer.says;
  else
    -- "how much is the Juno jacket?": words that one row alone has, or "the" with those of several.
    v_asks := memory.is_question(read_reference.reading) and exists (
      select from unnest((read_reference.reading).lexemes) l where l.class = 'MOVE' and l.meaning = 'ASK' and l.value <> 'EVERYTHING');
    if v_asks or exists (select from unnest((read_reference.reading).lexemes) l where l.class = 'MOVE' and l.meaning = 'LIKE') then
      select w.first, l.last, n.places into first, last, v_places
      from generate_series(1, v_words) w (first)
      cross join lateral (select (read_reference.reading).forms[w.first] = 'the' as has_article offset 0) t
      -- Up to the first word that names nothing: what each stretch names is looked up in every row.
      cross join lateral (
        select e.last
        from generate_series(w.first + t.has_article::integer, least(w.first + 5, v_words)) e (last)
        where not exists (
          select from unnest((read_reference.reading).forms[w.first + t.has_article::integer:e.last]) n (form)
          where ts_lexize('pg_catalog.english_stem', n.form) = '{}')
        offset 0
      ) l
      cross join lateral (
        select memory.find_named(read_reference.reading, w.first + t.has_article::integer, l.last, v_items) as places offset 0
      ) n
      where (t.has_article or v_asks and coalesce((read_reference.reading).forms[w.first - 1] <> 'the', true))
        and (v_asks or memory.follows_like(read_reference.reading, w.first) > 0)
        and (v_asks and t.has_article or cardinality(n.places) = 1 and l.last >= w.first + 1)
        and n.places is not null
        and not exists (
          select from unnest((read_reference.reading).lexemes) a
          where a.class = 'MOVE' and a.meaning = 'ASK' and a.value <> 'EVERYTHING' and a.first <= l.last and a.last >= w.first)
      order by l.last - w.first desc, w.first
      limit 1;
      kind := case when first is not null then 'NAMED' end;
    end if;
    if first is null and memory.asks_only(read_reference.reading, v_has_focus) then
      first := 1;
      last := cardinality((read_reference.reading).forms);
      kind := 'THAT';
      implied := true;
    end if;
    if first is null then
      return;
    end if;
  end if;

  -- What was spoken of last goes first, where the words fit it.
  if kind = 'THAT' and v_focus is not null and (v_places is null or memory.find_named(
    read_reference.reading, first + 1, last, jsonb_build_array(v_focus -> 'item')) is not null)
  then
    item := v_focus -> 'item';
    turn := v_focus -> 'turn';
    return;
  end if;
  item := v_items -> case when kind = 'THAT' then coalesce(v_places[1], 1) else v_places[1] end - 1;
  turn := read_reference.state #> '{list,turn}';
  if item is null then
    missing := case
      when v_count = 0 then 'no product was shown before'
      when kind = 'NAMED' then format('none of the %s shown is "%s"', case v_count when 1 then '1 product' else v_count || ' products' end, coalesce(v_says, array_to_string((read_reference.reading).forms[first:last], ' ')))
      when kind = 'SUPERLATIVE' then format('of the %s shown nothing is recorded to compare by this', case v_count when 1 then '1 product' else v_count || ' products' end)
      when v_count = 1 then 'only 1 product was shown'
      else format('only %s products were shown', v_count)
    end;
  end if;
end
$$
language plpgsql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function memory.read_reference(product.reading, jsonb) is
  'The first words of a turn that point at a product of an earlier answer: first and last word (null where none do), kind as a reference has it, item as it was shown and the turn that showed it; where there is no such row item is null and missing says why, as a sentence without a full stop. "It" is what was spoken of last, else the first of the list; a question that names no product and could be about nothing else ("what sizes are there?") is about that too, all of it and with implied true.';

grant execute on function memory.read_reference(product.reading, jsonb) to trueshelf_api;
