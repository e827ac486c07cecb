create or replace function memory.mask_words(
  reading product.reading
)
returns text
as $$
declare
  v_masked text := (mask_words.reading).content;
begin
  if memory.is_covered(mask_words.reading, 1, cardinality((mask_words.reading).forms), '{COURTESY,TALK}') then
    return null;
  end if;
  for v_word in 1..cardinality((mask_words.reading).forms) loop
    if (mask_words.reading).taken[v_word] then
      v_masked := overlay(v_masked
        placing repeat(' ', (mask_words.reading).behinds[v_word] - (mask_words.reading).starts[v_word])
        from (mask_words.reading).starts[v_word]
        for (mask_words.reading).behinds[v_word] - (mask_words.reading).starts[v_word]);
    end if;
  end loop;
  return v_masked;
end
$$
language plpgsql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function memory.mask_words(product.reading) is
  'The text with a space in place of each code point of a word that was taken, so that positions stay true; null where what is left is marks and courtesies.';

grant execute on function memory.mask_words(product.reading) to trueshelf_api;
