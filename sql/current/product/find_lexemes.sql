create or replace function product.find_lexemes(
  forms text[],
  gaps text[]
)
returns product.lexeme[]
as $$
declare
  v_firsts integer[];
  v_lasts integer[];
  v_terms text[];
  v_words text[];
  v_found product.lexeme[];
begin
  -- Runs of up to six words that no mark parts, the last one in the singular.
  with word as (
    select w.position::integer as position, w.form,
      count(*) filter (where w.gap ~ '[,;:!?()\n]' and w.position > 1) over (order by w.position) as run
    from unnest(find_lexemes.forms, find_lexemes.gaps[:cardinality(find_lexemes.forms)]) with ordinality w (form, gap, position)
  )
  select array_agg(f.position), array_agg(l.position),
    array_agg(array_to_string(find_lexemes.forms[f.position:l.position - 1] || embeddings.fold_plural(l.form), ' '))
  into v_firsts, v_lasts, v_terms
  from word f
  join word l on l.position between f.position and f.position + 5 and l.run = f.run;
  -- "knife" is found under the folded plural "knive".
  select v_firsts || array_agg(g.first), v_lasts || array_agg(g.last), v_terms || array_agg(regexp_replace(g.term, 'fe?$', 've'))
  into v_firsts, v_lasts, v_terms
  from unnest(v_firsts, v_lasts, v_terms) g (first, last, term)
  where g.term ~ '[a-z](?:l|r|i|a|o|e)fe?$';
  -- "160x230" is found under "160 x 230 cm".
  if 'x' = any (find_lexemes.forms) then
    select v_firsts || array_agg(g.first), v_lasts || array_agg(g.last), v_terms || array_agg(g.term || ' ' || u.code)
    into v_firsts, v_lasts, v_terms
    from unnest(v_firsts, v_lasts, v_terms) g (first, last, term)
    join product.unit u on u.dimension = 'length'
    where g.term ~ '^[0-9]+ x [0-9]+$';
  end if;
  v_words := array(
    select distinct t.term
    from unnest(v_terms) t (term)
    where t.term !~ '[^a-z]' and length(t.term) >= 3
      and t.term <> all ('{and,the,with,for,from,not,but,without,size,free}'::text[]));

  with synonymous as materialized (
    select s.attribute, s.term, s.value from product.value_synonym s where s.term = any (v_terms)
  ),
  wanted as materialized (
    select v.attribute, v.value, v.term, v.words, v.example_id
    from product.attribute_value v
    where v.term = any (v_terms) or v.words && v_words
    union
    select v.attribute, v.value, v.term, v.words, v.example_id
    from synonymous s
    cross join lateral (
      select k.* from product.attribute_value k where k.attribute = s.attribute and k.value = s.value offset 0
    ) v
    union
    select v.attribute, v.value, v.term, v.words, v.example_id
    from product.synonym s
    join product.attribute_value v on v.term = product.term(array_to_string(s.targets, ' '))
    where s.term = any (v_terms) or s.term = any (find_lexemes.forms)
  ),
  written as materialized (
    select w.attribute, w.value, w.term, w.words, w.term = any (v_terms) as named,
      exists (
        select from product.variant o
        join product.product p on p.product_id = o.product_id and p.status = 'active'
        where o.product_id = w.example_id and o.audience is null and o.attributes -> w.attribute ? w.value
      ) as sold
    from wanted w
    join product.attribute a on a.name = w.attribute and a.interpretable
  ),
  value as (
    select w.attribute, w.value, w.term, w.words, w.named
    from written w
    -- Where the example shows it no more, any other will do.
    where w.sold or product.value_weight(w.attribute, w.value) > 0
  ),
  found as (
    select p.term, 'PHRASE' as class, p.meaning, null as name, p.phrase as value, 'phrase: ' || p.phrase as origin
    from product.phrase p
    where p.term = any (v_terms)
    union all
    select c.term, 'COMPARATIVE', c.direction, c.measure, c.bare::text, format('comparative: %s', c.word)
    from product.comparative c
    where c.term = any (v_terms)
    union all
    select t.term, 'CURRENCY', null, null, c.code, 'currency: ' || c.code
    from product.currency c
    cross join lateral unnest(c.terms) t (term)
    where c.terms && v_terms
    union all
    select t.term, 'UNIT', null, u.dimension, u.code, 'unit: ' || u.code
    from product.unit u
    cross join lateral unnest(u.terms) t (term)
    where u.terms && v_terms
    union all
    select n.word, 'NUMERAL', case when n.multiplies then 'MULTIPLIES' else 'ADDS' end, null, n.value::text, 'numeral: ' || n.word
    from product.numeral n
    where n.word = any (v_terms)
    union all
    select t.term, 'LOCATION', null, l.name, l.code, 'location: ' || l.code
    from product.location l
    cross join lateral (values (l.term), (replace(l.code, '-', ' '))) t (term)
    where t.term = any (v_terms)
    union all
    select t.term, 'ATTRIBUTE', a.type, a.name, null, 'attribute: ' || a.name
    from product.attribute a
    cross join lateral (values (a.term), (replace(a.name, '_', ' '))) t (term)
    where a.interpretable and t.term = any (v_terms)
    union all
    select w.term, 'ATTRIBUTE', coalesce(a.type, 'number'), w.attribute, w.bound, 'attribute_word: ' || w.phrase
    from product.attribute_word w
    left join product.attribute a on a.name = w.attribute
    where w.term = any (v_terms) and (a.interpretable or w.attribute = 'weight_grams')
    union all
    select b.term, 'BRAND', 'VOCABULARY', b.name, b.slug, 'brand: ' || b.slug
    from product.brand b
    where b.term = any (v_terms)
      and exists (select from product.product p where p.brand_id = b.brand_id and p.audience is null and p.status = 'active')
    union all
    select c.term, 'CATEGORY', 'VOCABULARY', c.name, c.slug, 'category: ' || c.slug
    from product.category c
    where c.term = any (v_terms)
    union all
    select v.term, 'VALUE', 'VOCABULARY', v.attribute, v.value, format('attribute_value: %s %s', v.attribute, v.value)
    from value v
    where v.named
    union all
    select s.term, 'VALUE', 'SYNONYM', s.attribute, s.value, format('value_synonym: %s %s → %s', s.attribute, s.term, s.value)
    from synonymous s
    join value v on v.attribute = s.attribute and v.value = s.value
    union all
    -- "recycled wool" is a wool, "navy and white" white in part; "faux leather" is no leather, and "light blue" nothing to who says light.
    select w.word, 'VALUE', case when w.word = v.words[cardinality(v.words)] and 'and' <> all (v.words) then 'KIND' else 'PART' end,
      v.attribute, v.value, format('attribute_value: %s %s', v.attribute, v.value)
    from value v
    cross join lateral (select distinct u.word, min(u.position) as position from unnest(v.words) with ordinality u (word, position) group by u.word) w
    where cardinality(v.words) > 1
      and w.word = any (v_words)
      and not exists (
        select from product.phrase p
        where p.meaning = 'PRIVATIVE' and p.term = v.words[w.position - 1]
      )
      and (w.word = v.words[cardinality(v.words)]
        or exists (select from value plain where plain.attribute = v.attribute and plain.term = w.word))
    union all
    select embeddings.fold_plural(s.term), m.class, 'SYNONYM', m.name, m.value, format('synonym: %s → %s', s.term, t.targets)
    from product.synonym s
    cross join lateral (select array_to_string(s.targets, ' ') as targets) j
    cross join lateral (select j.targets, product.term(j.targets) as term) t
    cross join lateral (
      select 'CATEGORY' as class, c.name, c.slug as value from product.category c where c.term = t.term
      union all
      select 'BRAND', b.name, b.slug from product.brand b
      where b.term = t.term
        and exists (select from product.product p where p.brand_id = b.brand_id and p.audience is null and p.status = 'active')
      union all
      select 'VALUE', v.attribute, v.value from value v where v.term = t.term
    ) m
    where s.term = any (v_terms) or s.term = any (find_lexemes.forms)
  )
  select array_agg(row(g.first, g.last, f.class, f.meaning, f.name, f.value, f.origin)::product.lexeme
    order by g.first, g.last desc, f.class, f.meaning, f.name, f.value)
  into v_found
  from found f
  join unnest(v_firsts, v_lasts, v_terms) g (first, last, term) on g.term = f.term;
  return coalesce(v_found, '{}');
end
$$
language plpgsql
stable
security definer
set search_path = pg_catalog, public, pg_temp
set plan_cache_mode = force_generic_plan
set enable_seqscan = off;

comment on function product.find_lexemes(text[], text[]) is
  'Which rows know runs of up to six words of a question: forms and gaps as product.scan_words gives them. In the order of the text, the longest first. By class: PHRASE (meaning: what product.phrase says; value: the phrase), COMPARATIVE (meaning: LESS, MORE; name: measure; value: whether it counts bare), CURRENCY and UNIT (value: code; name: dimension), NUMERAL (value; meaning: ADDS, MULTIPLIES), LOCATION (value: code; name), ATTRIBUTE (name; meaning: its type; value: the bound that the phrase says), BRAND and CATEGORY (value: slug; name), VALUE (name: attribute; value; meaning: VOCABULARY for the value itself, SYNONYM, KIND for a longer value of which this is the last word, PART for one that has the word elsewhere). Learns from the live, unrestricted catalogue only.';

grant execute on function product.find_lexemes(text[], text[]) to trueshelf_api;
