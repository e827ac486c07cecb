create or replace function product.interpret_phrases(
  content text,
  rest text
)
returns jsonb
as $$
declare
  v_rest text := interpret_phrases.rest;
  v_phrase record;
  v_pattern text;
  v_start integer;
  v_end integer;
  v_made jsonb := '{}';
begin
  for v_phrase in
    select p.phrase, p.meaning
    from product.phrase p
    where p.meaning in ('IN_STOCK', 'CURRENT_PRICE')
    order by length(p.phrase) desc, p.phrase
  loop
    v_pattern := '\m' || product.escape_pattern(v_phrase.phrase) || '\M';
    loop
      v_start := regexp_instr(v_rest, v_pattern);
      exit when v_start = 0;
      v_end := regexp_instr(v_rest, v_pattern, 1, 1, 1);
      if not v_made ? v_phrase.meaning then
        v_made := v_made || jsonb_build_object(v_phrase.meaning, jsonb_build_object(
          'kind', v_phrase.meaning,
          'source', 'RULE',
          'span', product.take_span(interpret_phrases.content, v_start, v_end),
          'filter', case when v_phrase.meaning = 'IN_STOCK' then '{"inStock": true}'::jsonb end));
      end if;
      v_rest := product.blank_span(v_rest, v_start, v_end);
    end loop;
  end loop;
  return jsonb_build_object(
    'constraints', (select coalesce(jsonb_agg(m.value order by m.key), '[]') from jsonb_each(v_made) m),
    'rest', v_rest);
end
$$
language plpgsql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function product.interpret_phrases(text, text) is
  'Stock and currentness of a question, by the phrases of product.phrase, longest first. Takes and returns what product.interpret_prices does.';

grant execute on function product.interpret_phrases(text, text) to trueshelf_api;
