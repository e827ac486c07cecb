create or replace function product.interpret_discounts(
  reading product.reading
)
returns product.reading
as $$
declare
  v_reading product.reading := interpret_discounts.reading;
  v_forms text[] := (interpret_discounts.reading).forms;
  v_gaps text[] := (interpret_discounts.reading).gaps;
  v_wish record;
  v_firsts integer[];
  v_lasts integer[];
  v_bound product.lexeme;
  v_behind product.lexeme;
  v_next integer;
  v_first integer;
  v_last integer;
begin
  for v_wish in
    select l.first, l.last, l.meaning
    from unnest(v_reading.lexemes) l
    where l.class = 'PHRASE' and l.meaning in ('DISCOUNT', 'DELIVERY')
    union all
    -- "$20 off", not "off-white" nor "off the shoulder"; "save over $20", not "save water".
    select w.position, w.position, upper(w.form)
    from unnest(v_forms) with ordinality w (form, position)
    where w.form in ('off', 'save') and v_gaps[w.position + 1] !~ '^-'
      and not exists (
        select from unnest(v_reading.lexemes) l
        where l.first = w.position and l.last > l.first and l.class <> 'PHRASE')
    order by 1
  loop
    if v_firsts is null then
      select coalesce(array_agg(m.first), '{}'), coalesce(array_agg(m.last), '{}') into v_firsts, v_lasts
      from product.read_money(v_reading) m
      where m.currencies <> '{}';
    end if;
    v_first := v_wish.first;
    v_last := v_wish.last;
    if v_first > 1 and v_gaps[v_first] ~ '^[\s-]*$' and v_wish.meaning in ('DISCOUNT', 'OFF') then
      if v_forms[v_first - 1] in ('%', 'percent') and v_forms[v_first - 2] ~ '^[0-9]' then
        v_first := v_first - 2;
      else
        v_first := coalesce(v_firsts[array_position(v_lasts, v_first - 1)], v_first);
      end if;
    end if;
    if v_first < v_wish.first then
      v_bound := product.phrase_before(v_reading.lexemes, v_first - 1,
        '{PRICE_BELOW,PRICE_AT_MOST,PRICE_ABOVE,PRICE_AT_LEAST,PRICE_AROUND}');
      -- "under $50 off the shoulder dress"
      continue when v_wish.meaning = 'OFF' and v_bound.first is not null and v_forms[v_last + 1] = 'the';
      v_first := coalesce(v_bound.first, v_first);
    elsif v_wish.meaning <> 'OFF' and v_gaps[v_last + 1] ~ '^\s+$' then
      -- "a discount of 20%", "save over $10", "free delivery on orders of $50 or more"
      v_next := v_last + case when v_forms[v_last + 1] = 'of' then 2 else 1 end;
      v_bound := product.phrase_behind(v_reading.lexemes, v_next,
        '{PRICE_BELOW,PRICE_AT_MOST,PRICE_ABOVE,PRICE_AT_LEAST,PRICE_BETWEEN,PRICE_AROUND}');
      v_next := coalesce(v_bound.last + 1, v_next);
      v_next := case
        when v_forms[v_next] ~ '^[0-9]' and v_forms[v_next + 1] in ('%', 'percent') then v_next + 1
        when v_wish.meaning = 'DELIVERY' and v_forms[v_next] ~ '^[0-9]' and product.ends_amount(v_reading, v_next) then v_next
        else v_lasts[array_position(v_firsts, v_next)] end;
      if v_wish.meaning = 'DELIVERY' then
        -- What is sent free is never bound from above: "a lamp with free delivery under $50".
        v_behind := case when v_gaps[v_next + 1] ~ '^\s+$' then
          product.phrase_behind(v_reading.lexemes, v_next + 1, '{AT_LEAST_BEHIND}') end;
        v_next := case when v_bound.meaning in ('PRICE_ABOVE', 'PRICE_AT_LEAST', 'PRICE_BETWEEN') then v_next
          when v_bound.meaning is null then v_behind.last end;
      elsif v_wish.meaning = 'DISCOUNT' and v_forms[v_last + 1] <> 'of' and v_forms[v_last] <> 'from' or v_wish.meaning = 'SAVE' and v_bound.first is null then
        v_next := null;
      end if;
      v_last := coalesce(v_next, v_last);
    end if;
    continue when v_wish.meaning = 'OFF' and v_first = v_wish.first or v_wish.meaning = 'SAVE' and v_last = v_wish.last
      or not product.is_free(v_reading, v_first, v_last);
    v_reading.ignored := v_reading.ignored || jsonb_build_array(jsonb_build_object(
      'span', product.word_span(v_reading, v_first, v_last),
      'reason', case when v_wish.meaning = 'DELIVERY' then 'how an order is delivered is not known'
        else 'how far a price was lowered is not known; a price can be demanded' end));
    v_reading := product.take_words(v_reading, v_first, v_last);
  end loop;
  return v_reading;
end
$$
language plpgsql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function product.interpret_discounts(product.reading) is
  'Takes wishes for a discount ("20% off", "on sale") or a way of delivery ("free shipping over $50") out of a question and lists them as ignored: no row can meet them.';

grant execute on function product.interpret_discounts(product.reading) to trueshelf_api;
