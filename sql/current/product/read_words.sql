create or replace function product.read_words(
  content text
)
returns product.reading
as $$
declare
  v_reading product.reading := product.cut_words(read_words.content);
  -- No wish has more; a thousand letters of repeated demands would take seconds.
  v_limit constant integer := 120;
begin
  v_reading.constraints := '[]';
  v_reading.preferences := '[]';
  v_reading.ignored := '[]';
  if v_reading.forms = '{}' then
    v_reading.lexemes := '{}';
    return v_reading;
  end if;

  -- A name of several words hides what its words say alone ("Under Armour", "less is more"), a longer phrase the shorter ones in it.
  with found as (
    select l.*,
      case when l.class = 'PHRASE' and l.meaning = 'LITERAL'
          or l.class in ('BRAND', 'CATEGORY', 'VALUE') and l.meaning in ('VOCABULARY', 'SYNONYM') and l.last > l.first then 'NAME'
        when l.class = 'COMPARATIVE' or l.class = 'PHRASE' and l.meaning not in ('STOCK_AT', 'AT_MOST_BEHIND', 'AT_LEAST_BEHIND', 'AROUND_BEHIND') then 'RULE'
        else l.class end as part
    from unnest(product.find_lexemes(v_reading.forms[:v_limit], v_reading.gaps)) l
    -- "men in black costume", but "boots for men in black".
    where not (l.class = 'PHRASE' and l.meaning = 'LITERAL' and l.value like '% in %' and l.first > 1 and v_reading.forms[l.first - 1] = 'for')
  ),
  long as materialized (
    select distinct f.first, f.last, f.part, f.class, f.meaning
    from found f
    where f.part in ('NAME', 'RULE') and f.last > f.first
  )
  select coalesce(array_agg(
    row(f.first, f.last, f.class, case f.meaning when 'GREETING' then 'FILLER' else f.meaning end, f.name, f.value, f.origin)::product.lexeme
    order by f.first, f.last desc, f.class, f.meaning, f.name, f.value), '{}')
  into v_reading.lexemes
  from found f
  where not (
    -- "hello, a jacket" and "hi, could you", but "hello kitty" and "thank you card".
    f.class = 'PHRASE' and f.meaning = 'GREETING' and not (
      (f.first = 1 or v_reading.gaps[f.first] ~ '[,;:!?.\n]'
        or exists (select from found o where o.last = f.first - 1 and o.meaning in ('FILLER', 'GREETING')))
      and (f.last = cardinality(v_reading.forms) or v_reading.gaps[f.last + 1] ~ '[,;:!?.\n]'
        or exists (select from found o where o.first = f.last + 1 and o.meaning in ('FILLER', 'GREETING')))))
  -- Of "but no more than" the bound is meant, not "but no".
  and not (f.class = 'PHRASE' and f.meaning = 'NOT' and exists (
    select from long n
    where n.class = 'PHRASE' and n.meaning like 'PRICE\_%' and n.first > f.first and n.first <= f.last and n.last > f.last
  ))
  and not exists (
    select from long n
    where n.first <= f.first and n.last >= f.last and n.last - n.first > f.last - f.first
      and (n.part = 'NAME' or n.part = 'RULE' and f.part = 'RULE'
        -- "cheaper than" bounds an amount, and where none follows it compares.
        and not (f.class = 'COMPARATIVE' and n.class = 'PHRASE' and n.meaning like 'PRICE\_%'))
  );
  select array_agg(k.position is not null or w.position > v_limit order by w.position)
  into v_reading.known
  from generate_series(1, cardinality(v_reading.forms)) w (position)
  left join (
    select distinct generate_series(l.first, l.last) as position
    from unnest(v_reading.lexemes) l
    where l.class = 'PHRASE' and l.meaning = 'LITERAL'
  ) k on k.position = w.position;
  return v_reading;
end
$$
language plpgsql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function product.read_words(text) is
  'A question cut into words, with what each of them is known as; nothing is read yet. Words of literal phrases are known from the start, and so are all behind the first 120.';

grant execute on function product.read_words(text) to trueshelf_api;
