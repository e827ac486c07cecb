create or replace function product.suggestions(
  prefix text,
  k integer,
  now timestamptz
)
returns jsonb
as $$
declare
  v_words text[];
  v_found jsonb;
begin
  if suggestions.k is null or suggestions.k not between 1 and 50 then
    raise exception using errcode = 'TSLIM',
      message = format('k is %s, expected 1 to 50', coalesce(suggestions.k::text, 'null')),
      hint = 'Ask for 1 to 50 suggestions.';
  end if;
  if suggestions.prefix is null then
    raise exception using errcode = 'TSTXT',
      message = 'there is no text to complete', hint = 'Give what has been typed, at least one letter.';
  end if;
  perform product.check_text(suggestions.prefix);
  v_words := product.typed_words(suggestions.prefix);
  v_found := product.suggestion_rows(suggestions.prefix, v_words, suggestions.k, suggestions.now);
  if v_found = '[]' then
    v_words := product.repair_words(v_words);
    if v_words is not null then
      v_found := product.suggestion_rows(array_to_string(v_words, ' '), v_words, suggestions.k, suggestions.now);
    end if;
  end if;
  return v_found;
end
$$
language plpgsql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function product.suggestions(text, integer, timestamptz) is
  'The answer of api.suggest. Where nothing at all matches, the words are repaired and tried again, once. Raises TSLIM, TSTXT.';

grant execute on function product.suggestions(text, integer, timestamptz) to trueshelf_api;
