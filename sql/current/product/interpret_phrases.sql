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
  v_denied text;
  v_made jsonb := '{}';
  v_ignored jsonb := '[]';
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
      -- "not in stock", "need not be in stock", "in stock or not" demand nothing, least of all stock.
      v_denied := substring(substr(v_rest, 1, v_start - 1)
        from '(?:\m(?:not|never)|\m[a-z]+n[''’]t)(?:\s+(?:have|need|to|be|necessarily|only|currently|show|me))*\s+$');
      if v_phrase.meaning = 'IN_STOCK' and (v_denied is not null or substr(v_rest, v_end) ~ '^\s+or\s+not\M') then
        v_start := v_start - coalesce(length(v_denied), 0);
        v_end := v_end + coalesce(length(substring(substr(v_rest, v_end) from '^\s+or\s+not\M')), 0);
        v_ignored := v_ignored || jsonb_build_array(jsonb_build_object(
          'span', product.take_span(interpret_phrases.content, v_start, v_end),
          'reason', 'what is in stock comes first, and the rest is left out only where that is asked for'));
      elsif not v_made ? v_phrase.meaning then
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
    'ignored', v_ignored,
    'rest', v_rest);
end
$$
language plpgsql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function product.interpret_phrases(text, text) is
  'Stock and currentness of a question, by the phrases of product.phrase, longest first. Takes what product.interpret_prices does; returns {constraints, ignored, rest}.';

grant execute on function product.interpret_phrases(text, text) to trueshelf_api;
