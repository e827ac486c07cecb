create or replace function product.interpret_negations(
  content text,
  rest text
)
returns jsonb
as $$
declare
  v_rest text := interpret_negations.rest;
  -- "not made of leather", "do not want leather", "isn't leather", "nothing in leather" refuse leather as "not leather" does.
  v_pattern text := '\m(' || coalesce((
      select string_agg(product.escape_pattern(p.phrase), '|' order by length(p.phrase) desc, p.phrase) || '|'
      from product.phrase p
      where p.meaning = 'NOT'
    ), '')
    || '(?:do|does|is|are|wo|ca)n[''’]t|nothing(?=\s+(?:made|in|by|from)\M))'
    || '\s+(?:(?:want|need|like|be|made|of|a|an|any|the|in|by|from|with' || coalesce((
      select string_agg('|' || product.escape_pattern(lower(a.label)), '')
      from product.attribute a
      where a.interpretable and a.label ~ '^\w'
    ), '') || ')\s+)*'; -- "not size m"
  v_from integer := 1;
  v_start integer;
  v_behind integer;
  v_end integer;
  v_phrase text;
  v_found jsonb;
  v_named jsonb;
  v_join text[];
  v_word text;
  v_made jsonb := '[]';
  v_ignored jsonb := '[]';
begin
  loop
    v_start := regexp_instr(v_rest, v_pattern, v_from);
    exit when v_start = 0;
    v_behind := regexp_instr(v_rest, v_pattern, v_from, 1, 1);
    v_phrase := (regexp_match(substr(v_rest, v_start), '^' || v_pattern))[1];
    v_from := v_behind;
    v_end := null;
    -- "not leather, wool or suede": each is refused. Behind a mere comma or "and" only more of the same kind is: "black" in
    -- "not leather, black" may well be wanted.
    v_named := product.recognise_ahead(v_rest, v_behind, '{BRAND,ATTRIBUTE,CATEGORY}', null);
    while v_named is not null loop
      v_found := v_named;
      v_end := (v_found ->> 'end')::integer;
      v_made := v_made || jsonb_build_array(jsonb_build_object(
        'kind', 'EXCLUDE_' || (v_found ->> 'kind'),
        'source', 'VOCABULARY',
        'span', product.take_span(interpret_negations.content, v_start, v_end),
        'filter', jsonb_build_object('exclude', v_found -> 'filter')));
      v_join := regexp_match(substr(v_rest, v_end), '^(\s*(?:,(?:\s*(?:(or|nor)|and))?|\m(?:(or|nor)|and))\s+(not\s+)?)');
      exit when v_join is null;
      v_behind := v_end + length(v_join[1]);
      v_named := case
        when num_nonnulls(v_join[2], v_join[3], v_join[4]) > 0 then
          product.recognise_ahead(v_rest, v_behind, '{BRAND,ATTRIBUTE,CATEGORY}', null)
        else product.recognise_ahead(v_rest, v_behind, array[v_found ->> 'kind'], v_found #>> '{filter,attributes,0,name}')
      end;
    end loop;
    if v_end is not null then
      v_rest := product.blank_span(v_rest, v_start, v_end);
      v_from := v_end;
    elsif v_phrase !~ '^(no|nothing|.*n[''’]t)$' then
      -- "no" stands in too many names ("no 5 perfume"), the others before too many verbs, to be a wish that cannot be met.
      v_word := (regexp_match(substr(v_rest, v_behind), '^(?:(?:too|very|so|really)\s+)?[[:alnum:]][^\s,;:.!?()\x01]*'))[1];
      if v_word is not null then
        v_end := v_behind + length(v_word);
        v_ignored := v_ignored || jsonb_build_array(jsonb_build_object(
          'span', product.take_span(interpret_negations.content, v_start, v_end),
          'reason', format('no brand, category or attribute value of this catalogue is called "%s", so it cannot be excluded', v_word)));
        v_rest := product.blank_span(v_rest, v_start, v_end);
        v_from := v_end;
      end if;
    end if;
  end loop;
  return jsonb_build_object('constraints', v_made, 'ignored', v_ignored, 'rest', v_rest);
end
$$
language plpgsql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function product.interpret_negations(text, text) is
  'Exclusions of a question: what follows "not", "without" and the like, where the live vocabulary knows it; else it is ignored with the reason, and not searched for either. Takes what product.interpret_prices does; returns {constraints, ignored, rest}.';

grant execute on function product.interpret_negations(text, text) to trueshelf_api;
