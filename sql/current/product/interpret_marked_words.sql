create or replace function product.interpret_marked_words(
  reading product.reading
)
returns product.reading
as $$
declare
  v_reading product.reading := interpret_marked_words.reading;
  v_marker record;
  v_only product.lexeme;
  v_first integer;
  v_last integer;
  v_found jsonb;
begin
  for v_marker in
    select l.first, l.last, l.name as attribute, '{ATTRIBUTE}'::text[] as kinds, true as loose, true as mended, true as behind, 0 as part
    from unnest(v_reading.lexemes) l
    where l.class = 'ATTRIBUTE' and l.meaning = 'text'
    union all
    select l.first, l.last, null, '{BRAND,ATTRIBUTE,CATEGORY}', false, false, l.last = l.first, 2
    from unnest(v_reading.lexemes) l
    where l.class = 'PHRASE' and l.meaning = 'ONLY'
    union all
    -- "made in china" says where, and no kind of china.
    select w.first, w.last, null, w.kinds, w.last > w.first and v_reading.forms[w.last] <> 'in', true, false, case when w.last > w.first then 1 else 2 end
    from (
      select f.form, f.position::integer as first, f.position::integer + (f.form = 'made')::integer as last,
        case
          when f.form in ('by', 'from', 'brand') or f.form = 'made' and v_reading.forms[f.position + 1] = 'by' then '{BRAND}'
          when f.form = 'in' or f.form = 'made' and v_reading.forms[f.position + 1] in ('of', 'from', 'in') then '{ATTRIBUTE}'
          -- No category behind a bare "in": "a speaker for the evenings in the kitchen" is not cookware.
          when f.form = 'category' then '{CATEGORY}'
        end::text[] as kinds
      from unnest(v_reading.forms) with ordinality f (form, position)
      where f.form in ('by', 'from', 'brand', 'made', 'in', 'category')
    ) w
    where w.kinds is not null
    -- An attribute's own name marks more surely than "in", and "made by" is longer than "by".
    order by part, first, last desc, attribute
  loop
    continue when not product.is_free(v_reading, v_marker.first, v_marker.last);
    v_first := v_marker.first;
    v_last := v_marker.last + 1;
    v_found := null;
    if v_reading.gaps[v_last] ~ '^\s*:?\s+["''\u2018-\u201f]?$' then
      if v_marker.kinds = '{BRAND}' then
        -- "from the brand Acme"
        while v_reading.forms[v_last] in ('the', 'brand') loop
          v_last := v_last + 1;
        end loop;
      end if;
      v_found := product.read_list(v_reading, v_last, v_marker.kinds, v_marker.attribute, v_marker.loose, v_marker.mended);
    end if;
    v_last := (v_found ->> 'last')::integer;
    if v_found is null and v_marker.behind and v_reading.gaps[v_first] ~ '^\s+$'
      -- "navy colour", and "leather only" where the question or its part ends.
      and (v_marker.part = 0 or v_reading.gaps[v_marker.last + 1] !~ '^\s+$'
        or (product.phrase_behind(v_reading.lexemes, v_marker.last + 1, '{FILLER}')).first is not null)
    then
      for v_word in greatest(v_first - 4, 1)..v_first - 1 loop
        v_found := product.recognise_words(v_reading, v_word, v_marker.kinds, v_marker.attribute, false, false);
        if (v_found ->> 'last')::integer = v_first - 1 then
          v_first := v_word;
          v_last := v_marker.last;
          exit;
        end if;
        v_found := null;
      end loop;
    end if;
    continue when v_found is null;
    if v_marker.part = 0 or v_marker.kinds = '{CATEGORY}' then
      -- "in the category shoes", "in a size M"
      if v_reading.forms[v_first - 1] in ('the', 'a') and v_reading.forms[v_first - 2] in ('in', 'from') and product.is_free(v_reading, v_first - 2, v_first - 1) then
        v_first := v_first - 2;
      elsif v_reading.forms[v_first - 1] in ('in', 'from') and product.is_free(v_reading, v_first - 1, v_first - 1) then
        v_first := v_first - 1;
      end if;
    end if;
    v_reading.constraints := v_reading.constraints || jsonb_build_array(
      v_found - '{last,attribute}'::text[] || jsonb_build_object('span', product.word_span(v_reading, v_first, v_last)));
    -- "in black only", "exclusively by Acme"
    if v_reading.gaps[v_last + 1] ~ '^\s+$' and product.is_free(v_reading, v_last + 1, v_last + 1)
      and (product.phrase_before(v_reading.lexemes, v_last + 1, '{ONLY}')).first = v_last + 1
    then
      v_last := v_last + 1;
    end if;
    if v_reading.gaps[v_first] ~ '^\s+$' then
      v_only := product.phrase_before(v_reading.lexemes, v_first - 1, '{ONLY}');
      if product.is_free(v_reading, v_only.first, v_only.last) then
        v_first := v_only.first;
      end if;
    end if;
    v_reading := product.take_words(v_reading, v_first, v_last);
  end loop;
  return v_reading;
end
$$
language plpgsql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function product.interpret_marked_words(product.reading) is
  'Reads brands, categories and attribute values that the question marks as demanded ("by Acme", "in black or navy", "size M", "only wool"). A bare word stays a wish.';

grant execute on function product.interpret_marked_words(product.reading) to trueshelf_api;
