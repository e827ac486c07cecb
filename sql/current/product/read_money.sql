create or replace function product.read_money(
  reading product.reading
)
returns table (
  first integer,
  last integer,
  amount numeric,
  currencies text[]
)
as $$
declare
  v_forms text[] := (read_money.reading).forms;
  v_gaps text[] := (read_money.reading).gaps;
  v_lexemes product.lexeme[] := (read_money.reading).lexemes;
  v_signs product.lexeme[] := array(select l from unnest(v_lexemes) l where l.class = 'CURRENCY');
  v_starts integer[] := array(
    select w.position from unnest(v_forms) with ordinality w (form, position) where w.form ~ '^[0-9]'
    union
    select l.first from unnest(v_lexemes) l where l.class = 'NUMERAL'
    union
    select l.first - 1 from unnest(v_lexemes) l where l.class = 'NUMERAL' and v_forms[l.first - 1] in ('a', 'an')
    order by 1);
  v_default text;
  v_word integer;
  v_read_to integer := 0;
  v_number record;
  v_before text[];
  v_behind text[];
  v_term text[];
begin
  if v_starts = '{}' then
    return;
  end if;
  foreach v_word in array v_starts loop
    continue when v_word <= v_read_to;
    select * into v_number from product.read_number(read_money.reading, v_word, true);
    continue when not found;
    -- "between one hundred and two thousand"
    if 'and' = any (v_forms[v_word:v_number.last]) and (product.phrase_before(v_lexemes, v_word - 1, '{PRICE_BETWEEN}')).first is not null
      and v_forms[v_number.last + 1] is distinct from 'and' and v_forms[v_number.last + 1] is distinct from 'to'
    then
      select * into v_number from product.read_number(read_money.reading, v_word, false);
    end if;
    first := v_word;
    last := v_number.last;
    amount := v_number.amount;
    v_before := '{}';
    v_behind := '{}';

    if v_gaps[first] ~ '^\s*$' then
      select coalesce(min(l.first), v_word), coalesce(array_agg(l.value), '{}')
      into first, v_before
      from (
        select l.first, l.value, min(l.first) over () as longest
        from unnest(v_signs) l
        where l.last = v_word - 1 and l.first > v_read_to
          -- "US$" is written in one, unlike "us $".
          and (l.first = l.last or v_gaps[l.last] = '' or v_forms[l.last] ~ '[a-z]')
      ) l
      where l.first = l.longest;
    end if;
    -- m3, wh-1000 and 30/34 are no amounts, unlike under150.
    continue when first = v_word and first > 1 and (
      v_gaps[first] ~ '^-?$' and v_forms[first - 1] !~ '^[0-9]' and first - 1 > v_read_to
        and not exists (select from unnest(v_lexemes) l where l.last = read_money.first - 1 and l.class = 'PHRASE')
      or v_gaps[first] ~ '/' and v_forms[first - 1] ~ '^[0-9]');

    if v_gaps[last + 1] ~ '^[\s-]?$' then
      select coalesce(max(l.last), v_number.last), coalesce(array_agg(l.value), '{}')
      into last, v_behind
      from (
        select l.last, l.value, max(l.last) over () as longest
        from unnest(v_signs) l
        where l.first = v_number.last + 1
          and (l.first = l.last or v_gaps[l.last] = '' or v_forms[l.last] ~ '[a-z]')
          -- In "20 $50" the sign is that of the 50.
          and not (v_gaps[l.first] <> '' and v_gaps[l.last + 1] = '' and coalesce(v_forms[l.last + 1], '') ~ '^[0-9]')
          -- A pound is money where there are prices in it, else a weight.
          and (
            not exists (select from unnest(v_lexemes) u where u.class = 'UNIT' and u.first = l.first and u.last = l.last)
            or exists (select from product.price_list p where p.currency = l.value))
      ) l
      where l.last = l.longest;
    end if;
    -- "150gb", "18s", "20%", "5'10", "30/34", "13" laptop", "2 20".
    if v_behind = '{}' and (
      last < cardinality(v_forms) and (v_gaps[last + 1] ~ '^(?:$|[/*])'
          -- "$30ish"
          and (product.phrase_behind(v_lexemes, last + 1, '{AROUND_BEHIND}')).first is null
        or v_forms[last + 1] in ('%', 'percent'))
      -- Feet and inches, unless the mark closes a quotation.
      or v_gaps[last + 1] ~ '^[''’"”]'
        and substr((read_money.reading).content, 1, (read_money.reading).starts[v_word] - 1) !~ '(?:^|\s)[''‘"“][^''’"”]*$'
      or last < cardinality(v_forms) and v_before = '{}' and v_gaps[last + 1] ~ '^\s+$' and (v_forms[last + 1] ~ '^[0-9]'
          or exists (select from unnest(v_lexemes) l where l.class = 'NUMERAL' and l.first = v_number.last + 1)))
    then
      v_read_to := last;
      continue;
    end if;

    currencies := case when v_before = '{}' then v_behind else v_before end;
    if v_before && v_behind then
      currencies := array(select b.code from unnest(v_before) b (code) where b.code = any (v_behind));
    end if;
    if cardinality(currencies) > 1 then
      v_default := coalesce(v_default, product.default_currency());
      v_term := case when v_before = '{}' then v_forms[v_number.last + 1:last] else v_forms[first:v_word - 1] end;
      v_term[cardinality(v_term)] := embeddings.fold_plural(v_term[cardinality(v_term)]);
      currencies := array(
        select c.code
        from product.currency c
        where c.code = any (read_money.currencies)
        order by c.code = v_default desc,
          exists (select from product.price_list p where p.currency = c.code) desc,
          array_position(c.terms, array_to_string(v_term, ' ')), c.code);
    end if;
    v_read_to := last;
    return next;
  end loop;
end
$$
language plpgsql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function product.read_money(product.reading) is
  'What may be an amount of money in a question, in its order: words from first to last, with the sign or word of a currency before and behind. currencies: what that may mean, the likeliest first (the default one, then those with a price list, then as their rows list it); none for a bare number.';

grant execute on function product.read_money(product.reading) to trueshelf_api;
