create or replace function product.take_words(
  reading product.reading,
  first integer,
  last integer
)
returns product.reading
as $$
declare
  v_reading product.reading := take_words.reading;
begin
  for v_word in greatest(take_words.first, 1)..least(take_words.last, cardinality(v_reading.forms)) loop
    v_reading.taken[v_word] := true;
  end loop;
  return v_reading;
end
$$
language plpgsql
immutable
set search_path = pg_catalog, public, pg_temp;

comment on function product.take_words(product.reading, integer, integer) is
  'A reading in which the words from first to last are understood: no later rule reads them, and they are no part of the residue.';

grant execute on function product.take_words(product.reading, integer, integer) to trueshelf_api;
