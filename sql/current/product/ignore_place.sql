create or replace function product.ignore_place(
  reading product.reading,
  first integer,
  last integer
)
returns product.reading
as $$
declare
  v_reading product.reading := ignore_place.reading;
  v_first integer := ignore_place.last + 1;
  v_last integer := ignore_place.last;
begin
  if v_reading.forms[v_first] in ('the', 'our', 'your') and v_reading.gaps[v_first] ~ '^\s+$' then
    v_first := v_first + 1;
  end if;
  -- How far an unknown name goes nobody can tell: up to three words that no phrase begins at, and no "for" or "with".
  for v_word in v_first..least(v_first + 2, cardinality(v_reading.forms)) loop
    exit when v_reading.gaps[v_word] !~ '^\s+$' or not product.is_free(v_reading, v_word, v_word)
      or v_reading.forms[v_word] ~ '^[^[:alpha:]]'
      or ts_lexize('pg_catalog.english_stem', v_reading.forms[v_word]) = '{}'
      or exists (select from unnest(v_reading.lexemes) l where l.first = v_word and l.class in ('PHRASE', 'COMPARATIVE', 'CURRENCY'));
    v_last := v_word;
  end loop;
  if v_last < v_first then
    return v_reading;
  end if;
  v_reading.ignored := v_reading.ignored || jsonb_build_array(jsonb_build_object(
    'span', product.word_span(v_reading, ignore_place.first, v_last),
    'reason', format('no location of this catalogue is called "%s"; %s',
      product.word_span(v_reading, v_first, v_last) ->> 'text',
      coalesce((
        select 'it has ' || string_agg(l.name, ', ' order by l.name)
        from (select l.name from product.location l order by l.name limit 20) l
      ), 'it has none yet'))));
  return product.take_words(v_reading, ignore_place.first, v_last);
end
$$
language plpgsql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function product.ignore_place(product.reading, integer, integer) is
  'A reading in which the phrase from word first to last and the unknown place behind it are ignored, with the locations that there are; the same reading where no name stands behind it.';

grant execute on function product.ignore_place(product.reading, integer, integer) to trueshelf_api;
