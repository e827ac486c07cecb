create or replace function memory.named_facts(
  reading product.reading,
  first integer,
  facts jsonb,
  out last integer,
  out is_label boolean,
  out hits jsonb
)
as $$
  with name as materialized (
    select l.last, l.class, l.meaning, l.name, l.value,
      l.class = 'ATTRIBUTE' or l.class = 'MOVE' and l.meaning = 'FACT' as is_label
    from unnest((named_facts.reading).lexemes) l
    where l.first = named_facts.first
      and (l.class in ('ATTRIBUTE', 'VALUE', 'CATEGORY', 'BRAND', 'COMPARATIVE', 'LOCATION')
        or l.class = 'PHRASE' and (l.meaning like 'SORT\_%' or l.meaning = 'IN_STOCK')
        or l.class = 'MOVE' and l.meaning = 'FACT' and l.value <> 'SUFFIX')
    union all
    select named_facts.first + w.at, 'AMOUNT', null, null, w.form, false
    from unnest((named_facts.reading).forms[named_facts.first:named_facts.first + 1]) with ordinality u (form, place)
    cross join lateral (select u.form, u.place::integer - 1 as at) w
    where w.form ~ '^[0-9]{1,9}(\.[0-9]{1,4})?$' and (w.at = 0 or (named_facts.reading).forms[named_facts.first] ~ '^[$€£¥₹]$')
    union all
    select named_facts.first, 'WORD', null, null, embeddings.fold_plural((named_facts.reading).forms[named_facts.first]), false
    where ts_lexize('pg_catalog.english_stem', (named_facts.reading).forms[named_facts.first]) <> '{}'
  ),
  fact as materialized (
    select f.position, f.value ->> 'factId' as fact_id, f.value ->> 'key' as key, f.value ->> 'kind' as fact_kind,
      f.value -> 'value' as piece, f.value #>> '{value,kind}' as kind,
      coalesce(f.value #> '{value,filter,exclude}', f.value #> '{value,filter}') as filter
    from jsonb_array_elements(case jsonb_typeof(named_facts.facts) when 'array' then named_facts.facts end) with ordinality f (value, position)
  ),
  -- A fact that a name names; said: which of its values, null where it names the fact as a whole.
  named as (
    select n.last, n.is_label, f.position, f.fact_id, f.key, f.fact_kind, f.filter, f.piece,
      case
        when n.class = 'VALUE' then n.value
        when n.class in ('CATEGORY', 'LOCATION') then n.value
        when n.class = 'BRAND' then coalesce((select b.value from jsonb_array_elements_text(f.filter -> 'brands') b (value) where b.value in (n.name, n.value) limit 1), n.name)
        when n.class = 'WORD' then n.value
      end as said
    from name n
    join fact f on case n.class
      when 'MOVE' then case n.value
        when 'PRICE' then f.key in ('PRICE_MIN', 'PRICE_MAX', 'COMPARATIVE:price')
        when 'STOCK' then f.key = 'IN_STOCK'
        when 'PLACE' then f.key = 'IN_STOCK_AT'
        when 'BRAND' then f.key in ('BRAND', 'PREFER_BRAND', 'EXCLUDE_BRAND')
        when 'CATEGORY' then f.key in ('CATEGORY', 'PREFER_CATEGORY', 'EXCLUDE_CATEGORY', 'TOPIC')
        when 'SORT' then f.key = 'SORT'
        when 'WEIGHT' then f.key like '%:weight\_grams'
        when 'FILTERS' then f.key not in ('TOPIC', 'PREFER_CATEGORY')
      end
      when 'ATTRIBUTE' then f.key like '%:' || replace(n.name, '_', '\_')
      when 'VALUE' then exists (
        select from jsonb_array_elements(f.filter -> 'attributes') a (value)
        where a.value ->> 'name' = n.name and a.value -> 'values' ? n.value)
      when 'CATEGORY' then f.filter -> 'categories' ? n.value
      when 'BRAND' then f.filter -> 'brands' ?| array[n.name, n.value]
      when 'LOCATION' then f.filter -> 'inStockAt' ? n.value
      when 'COMPARATIVE' then f.kind = 'COMPARATIVE' and f.piece -> 'measures' ? n.name and f.piece ->> 'direction' = n.meaning
      when 'PHRASE' then case when n.meaning = 'IN_STOCK' then f.key = 'IN_STOCK'
        else f.key = 'SORT' and f.piece ->> 'sort' = substr(n.meaning, 6) end
      when 'AMOUNT' then f.key in ('PRICE_MIN', 'PRICE_MAX')
        and n.value::numeric in ((f.filter #>> '{price,min}')::numeric, (f.filter #>> '{price,max}')::numeric)
      when 'WORD' then f.key = 'TOPIC' and n.value = any (product.folded_words(f.piece ->> 'residue'))
    end
  ),
  longest as materialized (
    select max(w.last) as last
    from (
      select n.last from named n
      union all
      -- The name of a kind of which nothing holds.
      select n.last from name n where n.is_label
    ) w
  ),
  hit as (
    select n.position, n.fact_id, n.key,
      case
        when bool_or(n.said is null) then null
        -- Of black or brown both words are left aside one by one, each with the values that it stood for.
        else nullif(array_agg(distinct n.said), coalesce((
          select array_agg(distinct h.value)
          from jsonb_path_query((array_agg(n.filter))[1], '$.*[*] ? (@.type() == "string")') v (value)
          cross join lateral (select v.value #>> '{}' as value) h
        ), (
          select array_agg(distinct h.value)
          from jsonb_path_query((array_agg(n.filter))[1], '$.attributes[*].values[*]') v (value)
          cross join lateral (select v.value #>> '{}' as value) h
        ), (
          select array_agg(distinct w.word) from unnest(product.folded_words((array_agg(n.piece))[1] ->> 'residue')) w (word)
          where ts_lexize('pg_catalog.english_stem', w.word) <> '{}'
        )))
      end as values
    from named n
    cross join longest l
    where n.last = l.last or n.key = 'TOPIC' and n.last <= l.last
    group by n.position, n.fact_id, n.key
  )
  select l.last,
    coalesce((select bool_or(n.is_label) from name n where n.last = l.last), false),
    coalesce((
      select jsonb_agg(jsonb_build_object('factId', h.fact_id, 'key', h.key, 'values', to_jsonb(h.values)) order by h.position)
      from hit h
    ), '[]')
  from longest l;
$$
language sql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function memory.named_facts(product.reading, integer, jsonb) is
  'The longest name of facts that begins at a word: last, its last word (null for none), whether it names a kind ("colour", "budget") and not a value of it, and which facts of the conversation it names: [{factId, key, values}], values null for a whole fact, else those of its values, or words of the topic, that were named.';

grant execute on function memory.named_facts(product.reading, integer, jsonb) to trueshelf_api;
