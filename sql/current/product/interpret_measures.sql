create or replace function product.interpret_measures(
  reading product.reading
)
returns product.reading
as $$
declare
  v_reading product.reading := interpret_measures.reading;
  v_measure product.measure;
  v_denied product.lexeme;
  v_from integer;
  v_whether text;
  v_attributes text[];
  v_certainty text;
  v_value boolean;
  v_people boolean;
  v_range jsonb;
begin
  -- Most questions have no number.
  if not exists (select from unnest(v_reading.forms) w (form) where w.form ~ '^[0-9]')
    and not exists (
      select from unnest(v_reading.lexemes) l
      where l.class = 'NUMERAL' or l.class = 'UNIT' and v_reading.forms[l.first - 1] in ('a', 'an', 'half'))
  then
    return v_reading;
  end if;

  v_people := exists (select from unnest(v_reading.lexemes) l where l.class = 'PHRASE' and l.meaning = 'PERSON');
  for v_measure in
    select * from product.join_measures(v_reading)
  loop
    continue when not product.is_free(v_reading, v_measure.first, v_measure.last);
    -- A value that the catalogue knows as it stands ("24 cm") is that value, if nothing bounds it.
    v_value := v_measure.behind = v_reading.behinds[v_measure.last] and exists (
      select from unnest(v_reading.lexemes) l
      where l.class = 'VALUE' and l.meaning in ('VOCABULARY', 'SYNONYM')
        and l.first <= v_measure.last - (coalesce(v_measure.unit, v_measure.attribute) is not null)::integer and l.last >= v_measure.last);
    v_measure := product.bound_before(v_reading, v_measure);
    continue when v_measure.unit is null and v_measure.attribute is null;
    v_measure := product.bound_behind(v_reading, v_measure);
    continue when v_value and not v_measure.worded
      or v_measure.bound is null and v_reading.forms[v_measure.number_first] in ('a', 'an')
      or v_people and v_measure.worded and product.is_of_person(v_reading, v_measure.first);
    v_whether := case when v_reading.forms[v_measure.first - 1] = 'to' then product.told_only_whether(v_reading, v_measure) end;
    if v_whether is not null then
      v_reading.ignored := v_reading.ignored || jsonb_build_array(jsonb_build_object(
        'span', product.take_span(v_reading.content, v_reading.starts[v_measure.first - 1], v_measure.behind),
        'reason', format('of “%s” the catalogue says only whether, not how much', v_whether)));
      v_reading := product.take_words(v_reading, v_measure.first - 1, v_measure.last);
      continue;
    end if;

    v_certainty := 'NAMED';
    v_attributes := array[v_measure.attribute];
    if v_measure.attribute is null then
      select array_agg(m.attribute), min(m.certainty) into v_attributes, v_certainty
      from product.measured_attributes(v_reading, v_measure.first, v_measure.last, v_measure.unit) m;
      -- "goes up in under 10 minutes" is of what it does, and "around a bar" no pressure.
      continue when v_certainty is distinct from 'NAMED' and v_measure.bound is not null and (
        exists (select from product.unit u where u.code = v_measure.unit and u.dimension = 'time')
        or v_certainty = 'UNIT' and cardinality(v_attributes) = 1 and v_reading.forms[v_measure.number_first] in ('a', 'an'));
      v_measure.attribute := case when cardinality(v_attributes) = 1 then v_attributes[1] end;
    end if;
    continue when v_measure.attribute is null and not v_measure.worded;

    if v_measure.bound is null then
      v_range := product.measure_range(v_measure);
      -- Unless it was named, what nothing could meet was hardly meant: "10k run", "5g phone case", "1000 piece jigsaw".
      continue when v_range is null or v_certainty = 'WEIGHT'
        or (v_certainty = 'UNIT' or v_measure.unit is null) and product.value_weight(v_measure.attribute, v_range ->> 'min') = 0;
      v_reading.preferences := v_reading.preferences || jsonb_build_array(jsonb_build_object(
        'kind', 'ATTRIBUTE', 'source', 'RULE', 'origin', v_measure.origin,
        'span', product.take_span(v_reading.content, v_measure.start, v_measure.behind),
        'filter', jsonb_build_object('attributes', jsonb_build_array(v_range))));
      for v_word in v_measure.first..v_measure.last loop
        v_reading.known[v_word] := true;
      end loop;
      continue;
    end if;

    -- "no tents over 3 kg" denies as "nothing over 3 kg" does, and tents are wished.
    v_denied := case when product.turned_bound(v_measure.bound) <> v_measure.bound then
      product.denied_noun(v_reading, v_measure.first, v_measure.bound in ('PRICE_ABOVE', 'PRICE_AT_LEAST')) end;
    if v_denied.first is not null then
      v_measure.start := v_reading.starts[v_denied.first];
      v_measure.bound := product.turned_bound(v_measure.bound);
    end if;
    -- "a load of 100 kg", "weight under 2 kg": what ties it to its name means nothing without it.
    v_from := v_measure.first - (product.is_free(v_reading, v_measure.first - 1, v_measure.first - 1)
      and (v_reading.forms[v_measure.first - 1] = 'of' or exists (
        select from unnest(v_reading.lexemes) l
        where l.class = 'ATTRIBUTE' and l.name = 'weight_grams' and l.first = v_measure.first - 1 and l.last = v_measure.first - 1)))::integer;
    if v_measure.attribute is null then
      v_reading.ignored := v_reading.ignored || jsonb_build_array(jsonb_build_object(
        'span', product.take_span(v_reading.content, v_measure.start, v_measure.behind),
        'reason', case
          when v_attributes is null then format('nothing here is measured in “%s”', v_measure.unit)
          else 'several could be meant: ' || (
            select string_agg(format('%s (%s)', a.label, a.unit), ', ' order by a.label collate "C", a.unit)
            from product.attribute a where a.name = any (v_attributes[:4]))
            || case when cardinality(v_attributes) > 4 then ' …' else '' end || '; say which' end));
    else
      v_range := product.measure_range(v_measure);
      -- A comparison with a word of another dimension, "lighter than 5 m", and what nothing weighs, "under -5 kg".
      continue when v_range is null;
      v_reading.constraints := v_reading.constraints || jsonb_build_array(jsonb_build_object(
        'kind', 'ATTRIBUTE', 'source', 'RULE', 'origin', v_measure.origin,
        'span', product.take_span(v_reading.content, v_measure.start, v_measure.behind),
        'filter', jsonb_build_object('attributes', jsonb_build_array(v_range))));
    end if;
    v_reading := product.take_words(v_reading, v_from, v_measure.last);
    if v_denied.first is not null then
      v_reading := product.take_words(v_reading, product.negation_lead(v_reading, v_denied.first), v_denied.last);
    end if;
  end loop;
  return v_reading;
end
$$
language plpgsql
stable
set search_path = pg_catalog, public, pg_temp
set plan_cache_mode = force_generic_plan;

comment on function product.interpret_measures(product.reading) is
  'Measures of a question ("at least 20 litres", "27 inch monitor", "sleeps 4"), by the units of product.unit and the number attributes: with a bound a constraint in the attribute''s own unit, bare a preference whose words stay. Values that the catalogue knows as they stand, amounts of money, spans of time that name nothing, and what is said of a person are no measures. A bound that several attributes could be meant by is ignored, with their labels.';

grant execute on function product.interpret_measures(product.reading) to trueshelf_api;
