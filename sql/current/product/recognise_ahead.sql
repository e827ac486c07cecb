create or replace function product.recognise_ahead(
  rest text,
  start integer,
  kinds text[],
  attribute text
)
returns jsonb
as $$
declare
  v_words integer;
  v_candidate text;
  v_found jsonb;
begin
  -- Longest first: "navy blue" before "navy".
  for v_words in reverse 4..1 loop
    v_candidate := (regexp_match(
      substr(recognise_ahead.rest, recognise_ahead.start),
      format('^(?:[^\s,;:.!?()\x01]+\s+){%s}[^\s,;:.!?()\x01]+', v_words - 1)
    ))[1];
    if v_candidate is not null then
      v_found := product.recognise(
        regexp_replace(v_candidate, '\s+', ' ', 'g'), recognise_ahead.kinds, recognise_ahead.attribute);
      if v_found is not null then
        return v_found || jsonb_build_object('end', recognise_ahead.start + length(v_candidate));
      end if;
    end if;
  end loop;
  return null;
end
$$
language plpgsql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function product.recognise_ahead(text, integer, text[], text) is
  'What the longest run of up to four words at a position (from 1) names, as product.recognise, with the position behind it as "end"; null for nothing.';

grant execute on function product.recognise_ahead(text, integer, text[], text) to trueshelf_api;
