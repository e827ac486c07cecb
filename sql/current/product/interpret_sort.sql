create or replace function product.interpret_sort(
  reading product.reading
)
returns product.reading
as $$
declare
  v_reading product.reading := interpret_sort.reading;
  v_phrase record;
  v_first integer;
begin
  for v_phrase in
    select l.first, l.last, substr(l.meaning, 6) as sort, l.origin
    from unnest(v_reading.lexemes) l
    where l.class = 'PHRASE' and l.meaning like 'SORT\_%'
    order by l.first, l.last desc
  loop
    v_first := v_phrase.first;
    continue when not product.is_free(v_reading, v_first, v_phrase.last) or product.tells_shade(v_reading, v_phrase.last);
    if v_reading.forms[v_first - 1] = 'the' and product.is_free(v_reading, v_first - 1, v_first - 1)
      -- "what is the cheapest": the whole of it goes with the filler.
      and (product.phrase_before(v_reading.lexemes, v_first - 1, '{FILLER}')).first is null
    then
      v_first := v_first - 1;
    end if;
    -- "not the cheapest" asks for no order.
    continue when exists (
      select from unnest(v_reading.lexemes) l
      where l.class = 'PHRASE' and l.meaning = 'NOT' and l.last = v_first - 1);
    if jsonb_typeof(v_reading.sort) = 'object' then
      v_reading.ignored := v_reading.ignored || jsonb_build_array(jsonb_build_object(
        'span', product.word_span(v_reading, v_phrase.first, v_phrase.last),
        'reason', format('the answer has one order, and “%s” says it already', v_reading.sort -> 'span' ->> 'text')));
    else
      v_reading.sort := jsonb_build_object('sort', v_phrase.sort, 'source', 'RULE', 'origin', v_phrase.origin,
        'span', product.word_span(v_reading, v_phrase.first, v_phrase.last));
    end if;
    v_reading := product.take_words(v_reading, v_first, v_phrase.last);
  end loop;
  return v_reading;
end
$$
language plpgsql
stable
set search_path = pg_catalog, public, pg_temp
set plan_cache_mode = force_generic_plan;

comment on function product.interpret_sort(product.reading) is
  'The order that a question asks for ("cheapest", "best rated"), by the SORT phrases; the first wins, the others are ignored.';

grant execute on function product.interpret_sort(product.reading) to trueshelf_api;
