create or replace function product.interpret_comparatives(
  content text,
  rest text
)
returns jsonb
as $$
declare
  v_rest text := interpret_comparatives.rest;
  v_word record;
  v_pattern text;
  v_start integer;
  v_end integer;
  v_made jsonb := '[]';
begin
  for v_word in select c.word, c.measure, c.direction from product.comparative c order by c.word loop
    -- Only in a comparison: a "lighter" alone may well be the thing that is wanted.
    v_pattern := format(
      '(?:\mbut\s+(?:(?:a\s+)?(?:bit|little|lot|much|slightly|even|far)\s+)?%1$s\M(?:\s+than\M)?|\m%1$s\s+than\M)',
      v_word.word);
    loop
      v_start := regexp_instr(v_rest, v_pattern);
      exit when v_start = 0;
      v_end := regexp_instr(v_rest, v_pattern, 1, 1, 1);
      v_made := v_made || jsonb_build_array(jsonb_build_object(
        'kind', 'COMPARATIVE',
        'span', product.take_span(interpret_comparatives.content, v_start, v_end),
        'measure', v_word.measure,
        'direction', v_word.direction));
      v_rest := product.blank_span(v_rest, v_start, v_end);
    end loop;
  end loop;
  return jsonb_build_object('preferences', v_made, 'rest', v_rest);
end
$$
language plpgsql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function product.interpret_comparatives(text, text) is
  'Comparatives of a question ("but lighter", "cheaper than"), by product.comparative: wishes that move the order and turn nothing away. Takes what product.interpret_prices does; returns {preferences, rest}.';

grant execute on function product.interpret_comparatives(text, text) to trueshelf_api;
