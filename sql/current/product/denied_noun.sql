create or replace function product.denied_noun(
  reading product.reading,
  first integer,
  is_floor boolean
)
returns product.lexeme
as $$
declare
  v_reading product.reading := denied_noun.reading;
  v_first integer := denied_noun.first;
  v_not product.lexeme;
  v_opens boolean;
begin
  -- "no jackets for over $50"
  if v_reading.forms[v_first - 1] in ('at', 'for') then
    v_first := v_first - 1;
  end if;
  select l.* into v_not
  from unnest(v_reading.lexemes) l
  where l.class = 'PHRASE' and l.meaning = 'NOT' and l.last between v_first - 5 and v_first - 2
    -- "not" and "without" are said of what a thing is or has: "a dress without sleeves over $50".
    and l.value ~ '(?:^|\s)(?:no|(?:do not|don''t) .*)$'
    and product.is_free(v_reading, l.first, v_first - 1)
    and '' = all (array(select trim(g.gap) from unnest(v_reading.gaps[l.first + 1:v_first]) g (gap)))
    and not exists (
      select from unnest(v_reading.lexemes) p
      where p.class = 'PHRASE' and p.meaning not in ('STOCK_AT', 'PRIVATIVE', 'PERSON') and p.first > l.last and p.last < v_first)
  order by l.first
  limit 1;
  if v_not.first is null then
    return null;
  end if;
  while v_reading.forms[v_not.last + 1] in ('any', 'a', 'the') and v_not.last < v_first - 2 loop
    v_not.last := v_not.last + 1;
  end loop;
  -- Something wished before makes it a part that may be missing: "a shirt with no logo under $20".
  v_opens := not exists (
    select from generate_series(1, product.negation_lead(v_reading, v_not.first) - 1) w (word)
    where product.is_free(v_reading, w.word, w.word)
      and not exists (
        select from unnest(v_reading.lexemes) l
        where l.class = 'PHRASE' and l.meaning = 'FILLER' and w.word between l.first and l.last));
  return case when exists (
      select from unnest(v_reading.lexemes) l
      where l.class = 'CATEGORY' and l.last = v_first - 1 and l.first > v_not.last)
    then case when v_opens or denied_noun.is_floor then v_not end
    else case when v_opens and not exists (
        select from unnest(v_reading.lexemes) l
        where l.class in ('BRAND', 'VALUE') and l.last = v_first - 1)
      and ts_lexize('pg_catalog.english_stem', v_reading.forms[v_first - 1]) <> '{}'
      then v_not end
    end;
end
$$
language plpgsql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function product.denied_noun(product.reading, integer, boolean) is
  'The "no" that denies things on one side of a bound which starts with word first ("no jackets over $50"): such a bound is turned round, and the things are wished still. Null without one, and where it may say that something wished lacks a part. is_floor: of the bound.';

grant execute on function product.denied_noun(product.reading, integer, boolean) to trueshelf_api;
