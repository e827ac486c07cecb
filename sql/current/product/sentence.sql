create or replace function product.sentence(
  words text,
  variadic cites text[] default '{}'
)
returns jsonb
as $$
  select case when s.words is null then '[]'
    else jsonb_build_array(jsonb_build_object(
      'text', upper(left(s.words, 1)) || substr(s.words, 2) || '.', 'cites', to_jsonb(array_remove(sentence.cites, null)))) end
  from (select nullif(btrim(regexp_replace(sentence.words, '\s+', ' ', 'g'), ' .'), '') as words) s;
$$
language sql
immutable
parallel safe;

comment on function product.sentence(text, text[]) is
  'A narrated sentence, [{text, cites}]: with a capital and a full stop, white space made single. Empty for no words. cites: ids of the products that it names.';

grant execute on function product.sentence(text, text[]) to trueshelf_api;
