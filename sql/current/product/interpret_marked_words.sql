create or replace function product.interpret_marked_words(
  content text,
  rest text
)
returns jsonb
as $$
declare
  v_rest text := interpret_marked_words.rest;
  v_marker record;
  v_from integer;
  v_start integer;
  v_behind integer;
  v_end integer;
  v_found jsonb;
  v_next jsonb;
  v_join text;
  v_values text[];
  v_made jsonb := '[]';
begin
  for v_marker in
    -- "size m", "material wool": an attribute's own name before its value.
    select '\m' || product.escape_pattern(named.word) || ':?\s+' as pattern, '{ATTRIBUTE}'::text[] as kinds, named.attribute
    from (
      select lower(a.label) as word, a.name as attribute from product.attribute a where a.interpretable
      union
      select replace(a.name, '_', ' '), a.name from product.attribute a where a.interpretable
    ) named
    union all
    select '\m(?:made\s+by|by|from)\s+', '{BRAND}', null
    union all
    select '\m(?:made\s+of|made\s+from|made\s+in|in)\s+(?:the\s+)?', '{ATTRIBUTE}', null
    union all
    -- No category behind a bare "in": "a speaker for the evenings in the kitchen" is not cookware.
    select '\m(?:(?:in|from)\s+(?:the\s+)?)?category:?\s+', '{CATEGORY}', null
    union all
    select '\monly\s+', '{BRAND,ATTRIBUTE,CATEGORY}', null
    order by 1 desc
  loop
    v_from := 1;
    loop
      v_start := regexp_instr(v_rest, v_marker.pattern, v_from);
      exit when v_start = 0;
      v_behind := regexp_instr(v_rest, v_marker.pattern, v_from, 1, 1);
      v_from := v_behind;
      v_found := product.recognise_ahead(v_rest, v_behind, v_marker.kinds, v_marker.attribute);
      if v_found is not null then
        v_end := (v_found ->> 'end')::integer;
        v_values := case v_found ->> 'kind'
          when 'BRAND' then '{filter,brands}' when 'CATEGORY' then '{filter,categories}' else '{filter,attributes,0,values}' end;
        -- "in black, navy or blue": any of them will do. Only more of the same kind joins, and of the same attribute.
        loop
          v_join := (regexp_match(substr(v_rest, v_end), '^\s*(?:,\s*(?:or\s+)?|or\s+)'))[1];
          exit when v_join is null;
          v_next := product.recognise_ahead(v_rest, v_end + length(v_join),
            array[v_found ->> 'kind'], v_found #>> '{filter,attributes,0,name}');
          exit when v_next is null;
          v_found := jsonb_set(v_found, v_values, (v_found #> v_values) || (v_next #> v_values));
          v_end := (v_next ->> 'end')::integer;
        end loop;
        v_made := v_made || jsonb_build_array(jsonb_build_object(
          'kind', v_found -> 'kind',
          'source', 'VOCABULARY',
          'span', product.take_span(interpret_marked_words.content, v_start, v_end),
          'filter', v_found -> 'filter'));
        v_rest := product.blank_span(v_rest, v_start, v_end);
        v_from := v_end;
      end if;
    end loop;
  end loop;
  return jsonb_build_object('constraints', v_made, 'rest', v_rest);
end
$$
language plpgsql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function product.interpret_marked_words(text, text) is
  'Brands, categories and attribute values that the question marks as demanded ("by Acme", "in black", "size M", "only wool"). A bare word stays a wish. Takes and returns what product.interpret_prices does.';

grant execute on function product.interpret_marked_words(text, text) to trueshelf_api;
