create or replace function product.interpret_bare_words(
  reading product.reading
)
returns product.reading
as $$
declare
  v_reading product.reading := interpret_bare_words.reading;
  v_run record;
  v_found jsonb;
begin
  for v_run in
    select l.first, l.last
    from unnest(v_reading.lexemes) l
    where (l.class in ('BRAND', 'CATEGORY')
        or l.class = 'VALUE' and l.meaning in ('VOCABULARY', 'SYNONYM')
        or l.class = 'ATTRIBUTE' and l.meaning = 'boolean')
      -- "m", "l", "42", "one" and "it" say too much else where nothing marks them.
      and (l.last > l.first or not (
        length(v_reading.forms[l.first]) < 2 or v_reading.forms[l.first] ~ '^[\d.,]+$'
        or length(v_reading.forms[l.first]) <= 3 and ts_lexize('pg_catalog.english_stem', v_reading.forms[l.first]) = '{}'
        or exists (
          select from unnest(v_reading.lexemes) o
          where o.class in ('UNIT', 'NUMERAL') and o.first = l.first and o.last = l.last)))
      -- No part of a compound: of "over-ear" it is neither word, of "cotton-linen" not sure which.
      and (l.first = 1 or v_reading.gaps[l.first] !~ '^[-\u2010-\u2015]$')
      and v_reading.gaps[l.last + 1] !~ '^[-\u2010-\u2015]$'
    group by l.first, l.last
    order by l.last - l.first desc, l.first
  loop
    continue when not product.is_free(v_reading, v_run.first, v_run.last);
    v_found := product.recognise_words(v_reading, v_run.first, '{BRAND,ATTRIBUTE,CATEGORY}', null, false, false);
    continue when (v_found ->> 'last')::integer is distinct from v_run.last;
    v_reading.preferences := v_reading.preferences || jsonb_build_array(
      v_found - '{last,attribute}'::text[] || jsonb_build_object('span', product.word_span(v_reading, v_run.first, v_run.last)));
    v_reading.known[v_run.first:v_run.last] := array_fill(true, array[v_run.last - v_run.first + 1]);
  end loop;
  return v_reading;
end
$$
language plpgsql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function product.interpret_bare_words(product.reading) is
  'Reads the brands, categories and attribute values that nothing marks as preferences, the longest first; their words stay in the residue.';

grant execute on function product.interpret_bare_words(product.reading) to trueshelf_api;
