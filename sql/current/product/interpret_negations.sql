create or replace function product.interpret_negations(
  reading product.reading
)
returns product.reading
as $$
declare
  v_reading product.reading := product.interpret_free_of(interpret_negations.reading);
  v_count integer := cardinality(v_reading.forms);
  v_not record;
  v_named jsonb;
  v_start integer;
  v_word integer;
  v_last integer;
  v_both integer;
  v_strong boolean;
  v_earlier jsonb;
begin
  for v_not in
    select l.first, l.last, v_reading.forms[l.last] = 'non' as joins,
      -- "so I'm not cold" tells of the asker, "that is not shiny" of the thing.
      case when v_reading.forms[l.first] ~ '^(?:is|are|was|were|have|has)nt$' then v_reading.forms[l.first - 1] ~ '^(?:i|we|you|he|she|they)$'
        else v_reading.forms[l.first - 1] ~ '^(?:(?:i|we|you|they)ve|im|were|youre|theyre|hes|shes)$'
          or v_reading.forms[l.first - 2] ~ '^(?:i|we|you|he|she|they)$'
            and v_reading.forms[l.first - 1] ~ '^(?:am|is|are|was|were|have|has|had)$' end is true as personal
    from unnest(v_reading.lexemes) l
    where l.class = 'PHRASE' and l.meaning = 'NOT'
      -- "non-stick" is what things are, not what they are without.
      and not exists (
        select from unnest(v_reading.lexemes) n
        where n.class <> 'PHRASE' and n.first = l.first and n.last > l.last
      )
    order by l.first, l.last desc
  loop
    v_word := v_not.last + 1;
    -- "no 5 perfume", "no-iron shirt"; but "no 24 cm pans".
    continue when v_word > v_count or not product.is_free(v_reading, v_not.first, v_word)
      or v_reading.gaps[v_word] !~ case when v_not.joins then '^(\s+|[-\u2010-\u2015])$' else '^\s+["''\u2018-\u201f]?$' end
      or v_reading.forms[v_word] ~ '^\d' and not exists (
        select from unnest(v_reading.lexemes) l where l.class = 'VALUE' and l.first = v_word and l.last > v_word);
    -- "denim but not jeans": the "but" says nothing without it, and is no part of what is shown.
    v_start := case when v_reading.forms[v_not.first] = 'but' then v_not.first + 1 else v_not.first end;
    v_earlier := null;
    v_strong := true;
    loop
      v_named := product.name_ahead(v_reading, v_word,
        case when v_not.joins then '{ATTRIBUTE}' else '{BRAND,ATTRIBUTE,CATEGORY}' end::text[], true,
        -- Nothing is bone china for not being from China.
        not v_not.joins and v_reading.forms[v_not.last] <> 'from', v_strong and not v_not.joins and not v_not.personal);
      if v_named ? 'last' then
        -- Behind a mere comma or "and" only more of the same is refused: "black" in "not leather, black" may well be wanted.
        exit when not v_strong and (v_named -> 'kind' is distinct from v_earlier -> 'kind'
          or v_named ->> 'attribute' is distinct from v_earlier ->> 'attribute');
        v_last := (v_named ->> 'last')::integer;
        v_both := null;
        if v_named ->> 'kind' = 'EXCLUDE_CATEGORY' and v_reading.gaps[v_last + 1] ~ '^\s+$' and v_reading.forms[v_last + 1] in ('by', 'from') then
          v_both := coalesce((product.recognise_words(v_reading, v_last + 2, '{BRAND}', null, false, false) ->> 'last')::integer,
            case when v_reading.forms[v_last + 1] = 'by' and v_last < v_count - 1 then v_last + 2 end);
        end if;
        if v_both is not null then
          v_last := v_both;
          v_reading.ignored := v_reading.ignored || jsonb_build_array(jsonb_build_object(
            'span', product.word_span(v_reading, v_start, v_last),
            'reason', 'a category can be excluded and a brand can, but not only what is of both'));
        else
          v_reading.constraints := v_reading.constraints || jsonb_build_array(
            v_named - '{first,last,attribute}'::text[] || jsonb_build_object('span',
              product.word_span(v_reading, coalesce(v_start, (v_named ->> 'first')::integer), v_last)));
        end if;
        v_earlier := v_named;
      else
        exit when v_not.joins or not v_strong or v_not.personal and v_earlier is null;
        v_last := product.unknown_name(v_reading, (v_named ->> 'first')::integer);
        exit when v_last is null;
        v_reading.ignored := v_reading.ignored || jsonb_build_array(jsonb_build_object(
          'span', product.word_span(v_reading, coalesce(v_start, (v_named ->> 'first')::integer), v_last),
          'reason', format('no brand, category or attribute value of this catalogue is called "%s", so it cannot be excluded',
            product.word_span(v_reading, (v_named ->> 'first')::integer, v_last) ->> 'text')));
        v_earlier := '{}';
      end if;
      v_reading := product.take_words(v_reading, product.negation_lead(v_reading, v_not.first), v_last);
      v_start := null;
      select s.word, s.strong into v_word, v_strong from product.list_step(v_reading, v_last) s;
      exit when v_word is null;
      if v_reading.forms[v_word] in ('not', 'no', 'without') then
        v_reading := product.take_words(v_reading, v_last + 1, v_word - 1);
        exit;
      end if;
    end loop;
  end loop;
  return v_reading;
end
$$
language plpgsql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function product.interpret_negations(product.reading) is
  'Reads what stands behind "not", "without" and the other phrases that mean NOT, and before "free", as exclusions: of brands, categories and values of the live vocabulary, with every longer value that has the words in it. What the catalogue does not know is ignored with the reason, and not searched for either.';

grant execute on function product.interpret_negations(product.reading) to trueshelf_api;
