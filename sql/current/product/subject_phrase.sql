create or replace function product.subject_phrase(
  interpretation jsonb
)
returns text
as $$
declare
  v_residue text := product.mended_words(subject_phrase.interpretation);
  v_head jsonb;
  v_brand jsonb;
  v_name text;
begin
  select p.value into v_head
  from jsonb_array_elements(subject_phrase.interpretation -> 'preferences') p (value)
  where p.value ->> 'kind' = 'CATEGORY'
    and (v_residue ~ ('(^| )' || regexp_replace(lower(p.value #>> '{span,text}'), '([^a-z0-9 ])', '\\\1', 'g') || '$')
      -- Of an earlier turn only the name is left.
      or p.value #> '{span,text}' is null
        and product.plural_noun(v_residue) ~ ('(^| )' || regexp_replace(lower(substr(p.value ->> 'label', 4)), '([^a-z0-9 ])', '\\\1', 'g') || '$'))
  limit 1;
  if v_head is null or array_length(string_to_array(v_residue, ' '), 1) > 5 then
    return null;
  end if;
  v_residue := product.plural_noun(v_residue);
  for v_brand in
    select p.value from jsonb_array_elements(subject_phrase.interpretation -> 'preferences') p (value) where p.value ->> 'kind' = 'BRAND'
  loop
    v_name := substr(v_brand ->> 'label', 4);
    v_residue := replace(v_residue, lower(v_name), v_name);
  end loop;
  return v_residue;
end
$$
language plpgsql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function product.subject_phrase(jsonb) is
  'What a question looks for as a noun in the plural, "leather jackets", where its last word is one that a category goes by; null for anything else.';

grant execute on function product.subject_phrase(jsonb) to trueshelf_api;
