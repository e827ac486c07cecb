create or replace function product.interpret_places(
  reading product.reading
)
returns product.reading
as $$
declare
  v_located constant boolean := exists (select from unnest((interpret_places.reading).lexemes) l where l.class = 'LOCATION');
  v_reading product.reading := interpret_places.reading;
  v_count integer := cardinality(v_reading.forms);
  v_phrase record;
  v_place record;
  v_codes text[];
  v_origin text;
  v_word integer;
  v_last integer;
begin
  for v_phrase in
    -- What goes before many things ("in", "at the", "available in") marks a place only where one is known to stand behind it.
    select l.first, l.last,
      (select max(s.last) + 1 from unnest(v_reading.lexemes) s
        where s.class = 'PHRASE' and s.meaning = 'IN_STOCK' and s.first = l.first and s.last < l.last) as preposition,
      l.value ~ '^((in|at|from)( the)?|available (in|from)|in stock in)$' as vague,
      l.value ~ '^(in|at|from)( the)?$' as bare
    from unnest(v_reading.lexemes) l
    where l.class = 'PHRASE' and l.meaning = 'STOCK_AT'
    order by l.last - l.first desc, l.first
  loop
    -- "in", "at" and "from" stand in every other question.
    continue when v_phrase.bare and not v_located or not product.is_free(v_reading, v_phrase.first, v_phrase.last);
    v_codes := '{}';
    v_origin := null;
    v_last := null;
    v_word := v_phrase.last + 1;
    loop
      exit when v_word > v_count or v_reading.gaps[v_word] !~ '^\s+$|^\s*,\s*$' or v_codes = '{}' and v_reading.gaps[v_word] ~ ',';
      if v_reading.forms[v_word] in ('the', 'our', 'your') then
        v_word := v_word + 1;
      end if;
      select f.last, f.code, f.origin
      into v_place
      from (
        select l.last, l.value as code, l.origin, 0 as part
        from unnest(v_reading.lexemes) l
        where l.class = 'LOCATION' and l.first = v_word
        union all
        -- "Lyon" is the Lyon store, and "the depot" the only one with such a name.
        select w.last, min(c.code), 'location: ' || min(c.code), 1
        from generate_series(v_word, least(v_word + 2, v_count)) w (last)
        cross join lateral (select array_to_string(v_reading.forms[v_word:w.last], ' ') as term) said
        join product.location c on starts_with(c.term, said.term || ' ') or right(c.term, length(said.term) + 1) = ' ' || said.term
        where not v_phrase.bare
        group by w.last
        having count(*) = 1
      ) f
      where product.is_free(v_reading, v_word, f.last)
        -- A thing behind it makes it another place: "ship in the harbour painting".
        and (not v_phrase.bare or f.last = v_count or v_reading.gaps[f.last + 1] !~ '^\s+$' or product.is_closing(v_reading, f.last + 1))
      order by f.part, f.last desc, f.code
      limit 1;
      exit when not found;
      if v_place.code <> all (v_codes) then
        v_codes := v_codes || v_place.code;
      end if;
      v_origin := coalesce(v_origin, v_place.origin);
      v_last := v_place.last;
      -- Any of several will do: "in Porto or Berlin".
      select s.word into v_word from product.list_step(v_reading, v_last) s;
      exit when v_word is null;
    end loop;

    if v_last is not null then
      v_reading.constraints := v_reading.constraints || jsonb_build_array(jsonb_build_object(
        'kind', 'IN_STOCK_AT', 'source', 'VOCABULARY', 'origin', v_origin,
        'span', product.word_span(v_reading, v_phrase.first, v_last),
        'filter', jsonb_build_object('inStockAt', v_codes)));
      v_reading := product.take_words(v_reading, v_phrase.first, v_last);
    elsif v_phrase.preposition = v_phrase.last and v_word = v_phrase.last + 1 and v_reading.forms[v_phrase.last] in ('in', 'at')
      and product.is_capitalised(v_reading, v_word)
      and not exists (select from unnest(v_reading.lexemes) l where v_word between l.first and l.last)
    then
      -- "in stock in Leeds": what is in stock anywhere is still demanded.
      v_reading := product.ignore_place(v_reading, v_phrase.preposition, v_phrase.last);
    elsif not v_phrase.vague then
      v_reading := product.ignore_place(v_reading, v_phrase.first, v_phrase.last);
    end if;
  end loop;
  return v_reading;
end
$$
language plpgsql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function product.interpret_places(product.reading) is
  'Reads "in stock at", "ships from" and the like before known locations, or words that begin or end the name of only one, as IN_STOCK_AT; before any other place they are ignored with those that are known.';

grant execute on function product.interpret_places(product.reading) to trueshelf_api;
