create or replace function product.mend_words(
  reading product.reading,
  first integer,
  kinds text[],
  attribute text
)
returns product.reading
as $$
declare
  v_reading product.reading := mend_words.reading;
  v_first integer := mend_words.first;
  v_word text := embeddings.fold_plural(v_reading.forms[v_first]);
  v_slips text[];
  v_candidate record;
  v_found product.lexeme[];
begin
  -- A word that the catalogue's texts have is spelt as it was meant: "in line" says neither lime nor linen.
  if v_word is null or v_word !~ '^[a-z]{4,30}$' or not product.is_free(v_reading, v_first, v_first)
    or exists (select from unnest(v_reading.lexemes) l where v_first between l.first and l.last)
    or exists (
      select from embeddings.token t
      where t.model_id = embeddings.lexicon_model() and t.token = v_word
    )
    -- "in Leeds" is a place.
    -- "in Leeds" is a place; a maker's name may well have a capital.
    or v_reading.forms[v_first - 1] in ('in', 'from', 'at') and product.is_capitalised(v_reading, v_first)
      and not ('BRAND' = any (mend_words.kinds) and v_reading.forms[v_first - 1] = 'from')
  then
    return v_reading;
  end if;
  v_slips := embeddings.slips(v_word);
  for v_candidate in
    with run as (
      select l.last, ' ' || array_to_string(v_reading.forms[v_first + 1:l.last - 1] || embeddings.fold_plural(v_reading.forms[l.last]), ' ') as rest
      from generate_series(v_first + 1, least(v_first + 2, cardinality(v_reading.forms))) l (last)
      where not exists (select from generate_series(v_first + 1, l.last) g (word) where v_reading.gaps[g.word] !~ '^\s+$')
    ),
    meant as (
      select v.term, v_first as last, v_word as written, v.term as word
      from product.attribute_value v
      join product.attribute a on a.name = v.attribute and a.interpretable
      where 'ATTRIBUTE' = any (mend_words.kinds) and v.attribute = coalesce(mend_words.attribute, v.attribute) and v.term = any (v_slips)
      union
      select b.term, v_first, v_word, b.term from product.brand b
      where 'BRAND' = any (mend_words.kinds) and b.term = any (v_slips)
      union
      select c.term, v_first, v_word, c.term from product.category c
      where 'CATEGORY' = any (mend_words.kinds) and c.term = any (v_slips)
      union
      select v.term, r.last, v_reading.forms[v_first], left(v.term, -length(r.rest))
      from run r
      join product.attribute_value v on right(v.term, length(r.rest)) = r.rest
      join product.attribute a on a.name = v.attribute and a.interpretable
      where 'ATTRIBUTE' = any (mend_words.kinds) and v.attribute = coalesce(mend_words.attribute, v.attribute)
      union
      select b.term, r.last, v_reading.forms[v_first], left(b.term, -length(r.rest))
      from run r
      join product.brand b on right(b.term, length(r.rest)) = r.rest
      where 'BRAND' = any (mend_words.kinds)
      union
      select c.term, r.last, v_reading.forms[v_first], left(c.term, -length(r.rest))
      from run r
      join product.category c on right(c.term, length(r.rest)) = r.rest
      where 'CATEGORY' = any (mend_words.kinds)
    )
    select l.term, l.last
    from (
      select m.term, m.last, embeddings.slip_likelihood(m.written, m.word) as likelihood
      from meant m
      -- Nobody mistakes the first letter, but many a word differs from a value in it; and from one of three letters in any.
      where length(m.word) >= 4 and left(m.word, 1) = left(v_word, 1) and abs(length(m.word) - length(m.written)) <= 1
    ) l
    where l.likelihood > 0
    order by l.last desc, l.likelihood desc, l.term
    limit 50 -- what nobody may see takes no place of what is found below
  loop
    -- What nobody may see is not found, and so not told by mending either.
    select array_agg(row(v_first + l.first - 1, v_first + l.last - 1, l.class, l.meaning, l.name, l.value,
      format('repair: %s → %s', (select string_agg(f.form, ' ') from unnest(v_reading.forms[v_first:v_candidate.last]) f (form)),
        v_candidate.term))::product.lexeme)
    into v_found
    from unnest(product.find_lexemes(string_to_array(v_candidate.term, ' '),
      array_fill(' '::text, array[v_candidate.last - v_first + 2]))) l
    where l.first = 1 and l.last = v_candidate.last - v_first + 1
      and case l.class when 'VALUE' then 'ATTRIBUTE' else l.class end = any (mend_words.kinds);
    if v_found is not null then
      v_reading.lexemes := v_reading.lexemes || v_found;
      return v_reading;
    end if;
  end loop;
  return v_reading;
end
$$
language plpgsql
stable
security definer
set search_path = pg_catalog, public, pg_temp;

comment on function product.mend_words(product.reading, integer, text[], text) is
  'A reading in which a word that nothing knows and no text of the catalogue has stands for the likeliest brand, attribute value or category (what kinds says, or only values of an attribute) that is one slip away, alone or with up to two words behind it; origin: "repair: blakc → black". For words that the question demands or refuses.';

grant execute on function product.mend_words(product.reading, integer, text[], text) to trueshelf_api;
