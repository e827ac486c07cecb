create or replace function product.mended_words(
  interpretation jsonb
)
returns text
as $$
declare
  v_words text := mended_words.interpretation ->> 'residue';
  v_repair record;
begin
  for v_repair in
    select r.value ->> 'from' as word, min(r.value ->> 'to') as meant
    from jsonb_array_elements(mended_words.interpretation -> 'repairs') r (value)
    group by 1
    -- Of several it is not known which was meant.
    having count(distinct r.value ->> 'to') = 1
  loop
    v_words := regexp_replace(v_words, '\m' || regexp_replace(v_repair.word, '([^[:alnum:] ])', '\\\1', 'g') || '\M', v_repair.meant, 'gi');
  end loop;
  return v_words;
end
$$
language plpgsql
immutable
set search_path = pg_catalog, public, pg_temp;

comment on function product.mended_words(jsonb) is
  'The residue of an interpretation with its misspelt words as they were read, those that could be several left as they were typed.';

grant execute on function product.mended_words(jsonb) to trueshelf_api;
