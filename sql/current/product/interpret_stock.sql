create or replace function product.interpret_stock(
  reading product.reading
)
returns product.reading
as $$
declare
  v_reading product.reading := product.interpret_places(interpret_stock.reading);
  v_phrase record;
  v_first integer;
  v_last integer;
  v_denied boolean;
begin
  for v_phrase in
    select l.first, l.last, l.meaning, l.origin
    from unnest(v_reading.lexemes) l
    where l.class = 'PHRASE' and l.meaning in ('IN_STOCK', 'CURRENT_PRICE')
    order by l.last - l.first desc, l.first, l.origin
  loop
    continue when not product.is_free(v_reading, v_phrase.first, v_phrase.last);
    -- "available light": of what is sold, a word says that it is in stock.
    continue when v_phrase.first = v_phrase.last and v_reading.gaps[v_phrase.last + 1] ~ '^\s+$'
      and not product.is_closing(v_reading, v_phrase.last + 1)
      and product.recognise_words(v_reading, v_phrase.last + 1, '{BRAND,ATTRIBUTE,CATEGORY}', null, false, false) is null;
    v_first := v_phrase.first;
    v_last := v_phrase.last;
    -- "must be in stock", "only in stock", "in stock only".
    while v_first > 1 and v_reading.gaps[v_first] ~ '^\s+$' and product.is_free(v_reading, v_first - 1, v_first - 1)
      and v_reading.forms[v_first - 1] in ('be', 'to', 'must', 'should', 'need', 'needs', 'have', 'has', 'only', 'currently', 'necessarily')
    loop
      v_first := v_first - 1;
    end loop;
    if v_reading.forms[v_last + 1] = 'only' and v_reading.gaps[v_last + 1] ~ '^\s+$' and product.is_free(v_reading, v_last + 1, v_last + 1) then
      v_last := v_last + 1;
    end if;

    if v_phrase.meaning = 'IN_STOCK' then
      -- "not in stock", "need not be in stock", "in stock or not" demand nothing, least of all stock.
      v_denied := v_reading.forms[v_phrase.last + 1] = 'or' and v_reading.forms[v_phrase.last + 2] = 'not';
      if v_denied then
        v_last := v_phrase.last + 2;
        v_first := v_phrase.first;
      elsif v_reading.gaps[v_first] ~ '^\s+$' and (
        v_reading.forms[v_first - 1] ~ '^(do|does|is|are|must|need|have|has|should)nt$'
        or exists (
          select from unnest(v_reading.lexemes) l
          where l.class = 'PHRASE' and l.meaning = 'NOT'
            -- "not in" of "not in stock" is a phrase itself.
            and (l.last = v_first - 1 or l.first = v_first - 1 and l.last = v_first)))
      then
        v_denied := true;
        v_first := v_first - 1;
        if v_reading.forms[v_first - 1] in ('need', 'needs', 'does', 'do', 'must') and v_reading.gaps[v_first] ~ '^\s+$' then
          v_first := v_first - 1;
        end if;
      end if;
      if v_denied then
        v_reading.ignored := v_reading.ignored || jsonb_build_array(jsonb_build_object(
          'span', product.word_span(v_reading, v_first, v_last),
          'reason', 'what is in stock comes first, and the rest is left out only where that is asked for'));
        v_reading := product.take_words(v_reading, v_first, v_last);
        continue;
      end if;
    end if;
    -- Said twice is demanded once.
    if not v_reading.constraints @> jsonb_build_array(jsonb_build_object('kind', v_phrase.meaning)) then
      v_reading.constraints := v_reading.constraints || jsonb_build_array(jsonb_build_object(
        'kind', v_phrase.meaning, 'source', 'RULE', 'origin', v_phrase.origin,
        'span', product.word_span(v_reading, v_phrase.first, v_phrase.last),
        'filter', case when v_phrase.meaning = 'IN_STOCK' then '{"inStock": true}'::jsonb end));
    end if;
    v_reading := product.take_words(v_reading, v_first, v_last);
  end loop;
  return v_reading;
end
$$
language plpgsql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function product.interpret_stock(product.reading) is
  'Reads stock, places and currentness by the phrases of product.phrase, the longest first: IN_STOCK, IN_STOCK_AT and CURRENT_PRICE. Stock that is denied is ignored with the reason.';

grant execute on function product.interpret_stock(product.reading) to trueshelf_api;
