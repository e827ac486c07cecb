create or replace function product.interpret_prices(
  reading product.reading
)
returns product.reading
as $$
declare
  v_reading product.reading := product.interpret_discounts(interpret_prices.reading);
  v_forms text[] := (interpret_prices.reading).forms;
  v_gaps text[] := (interpret_prices.reading).gaps;
  v_lexemes product.lexeme[] := (interpret_prices.reading).lexemes;
  v_money jsonb;
  v_one record;
  v_two record;
  v_index integer := 0;
  v_bound product.lexeme;
  v_behind product.lexeme;
  v_denied product.lexeme;
  v_lead record;
  v_link text;
  v_sign text;
  v_meaning text;
  v_origin text;
  v_currency text;
  v_first integer;
  v_last integer;
  v_start integer;
  v_end integer;
  v_taken_to integer := 0;
  v_bare boolean;
  v_priced boolean;
begin
  v_money := (select jsonb_agg(to_jsonb(m) order by m.first) from product.read_money(v_reading) m);
  while v_index < jsonb_array_length(v_money) loop
    select * into v_one from jsonb_to_record(v_money -> v_index) m (first integer, last integer, amount numeric, currencies text[]);
    select * into v_two from jsonb_to_record(v_money -> v_index + 1) m (first integer, last integer, amount numeric, currencies text[]);
    v_index := v_index + 1;
    continue when not product.is_free(v_reading, v_one.first, v_one.last);
    v_first := v_one.first;
    v_last := v_one.last;
    v_currency := v_one.currencies[1];
    v_bare := v_currency is null;
    v_meaning := null;
    v_origin := 'currency: ' || v_currency;

    -- What stands before: a sign, or a phrase, perhaps with an article or an "about" between.
    v_sign := substring(v_gaps[v_first] from '(<=|>=|=<|=>|<|>|~)\s*$');
    v_bound := null;
    if v_sign is null and v_first > 1 and v_gaps[v_first] ~ '^[\s:.-]*$' then
      if not v_bare and v_forms[v_first - 1] in ('a', 'an', 'the') then
        v_first := v_first - 1;
      end if;
      v_bound := product.phrase_before(v_lexemes, v_first - 1,
        '{PRICE_BELOW,PRICE_AT_MOST,PRICE_ABOVE,PRICE_AT_LEAST,PRICE_AROUND,PRICE_BETWEEN,BUDGET}');
      if v_bound.meaning = 'PRICE_AROUND' then
        v_bound := coalesce(product.phrase_before(v_lexemes, v_bound.first - 1,
          '{PRICE_BELOW,PRICE_AT_MOST,PRICE_ABOVE,PRICE_AT_LEAST,PRICE_BETWEEN}'), v_bound);
      end if;
      if not product.is_free(v_reading, v_bound.first, v_bound.last) then
        v_bound := null;
      end if;
      v_first := coalesce(v_bound.first, v_one.first);
    end if;

    -- A range: "between $20 and $50", "from 100 up to 300", "$20-50".
    if v_two.first > v_last then
      v_link := case
        when v_two.first = v_last + 1 then substring(v_gaps[v_two.first] from '^\s*[-‐‑–—]\s*$')
        when array_to_string(v_gaps[v_last + 1:v_two.first], '') ~ '^\s+$' then
          substring(array_to_string(v_forms[v_last + 1:coalesce(
            (product.phrase_before(v_lexemes, v_two.first - 1, '{PRICE_AROUND}')).first, v_two.first) - 1], ' ')
            from '^(?:and|to|up to|and up to|till|until)$') end;
      if v_link is not null and (v_link <> 'and' or v_bound.meaning = 'PRICE_BETWEEN')
        and (v_bare or v_two.currencies = '{}' or v_one.currencies && v_two.currencies)
        and product.is_free(v_reading, v_last + 1, v_two.last)
      then
        v_meaning := 'PRICE_BETWEEN';
        v_currency := coalesce((
          select c.code from unnest(v_one.currencies) with ordinality c (code, position)
          where v_two.currencies = '{}' or c.code = any (v_two.currencies)
          order by c.position limit 1), v_two.currencies[1]);
        v_origin := coalesce(v_bound.origin, 'currency: ' || v_currency);
        v_bare := v_currency is null;
        v_last := v_two.last;
        v_index := v_index + 1;
      end if;
    end if;
    v_end := v_reading.behinds[v_last];

    -- What stands behind: "ish", "give or take"; "or less", "max", "+".
    v_behind := case when v_gaps[v_last + 1] ~ '^(?:[\s-]*|,\s+)$' then
      product.phrase_behind(v_lexemes, v_last + 1, '{AROUND_BEHIND}') end;
    if not product.is_free(v_reading, v_behind.first, v_behind.last) then
      v_behind := null;
    end if;
    if v_behind.first is null and v_meaning is null and v_gaps[v_last + 1] ~ '^[\s-]+$' then
      v_behind := product.phrase_behind(v_lexemes, v_last + 1,
        case when v_bare then '{AT_MOST_BEHIND,AT_LEAST_BEHIND}' else '{AT_MOST_BEHIND,AT_LEAST_BEHIND,BUDGET}' end::text[]);
      -- "$50 max", but "over $30 and under $60", and "30 plus sizes".
      if not product.is_free(v_reading, v_behind.first, v_behind.last)
        or v_two.first = v_behind.last + 1 and v_gaps[v_two.first] ~ '^\s*$'
        or v_bare and not product.ends_amount(v_reading, v_behind.last)
      then
        v_behind := null;
      end if;
    end if;
    if v_sign is not null then
      v_meaning := coalesce(v_meaning, case v_sign when '<' then 'PRICE_BELOW' when '>' then 'PRICE_ABOVE' when '~' then 'PRICE_AROUND'
        when '<=' then 'PRICE_AT_MOST' when '=<' then 'PRICE_AT_MOST' else 'PRICE_AT_LEAST' end);
      v_origin := 'sign: ' || v_sign;
    elsif v_meaning is not null then
      null; -- a range
    elsif v_bound.meaning = 'PRICE_BETWEEN' and v_forms[v_last + 1] = 'and'
      and (v_forms[v_last + 2] ~ '^[0-9]' or exists (select from unnest(v_lexemes) l where l.class = 'CURRENCY' and l.first = v_last + 2))
    then
      -- "between $1 and $99999999999": one of them is no price.
      continue;
    elsif v_bound.meaning = 'PRICE_BETWEEN' then
      -- "from $150"; a bare one takes more: "from 1950".
      v_meaning := 'PRICE_AT_LEAST';
      v_origin := v_bound.origin;
    elsif v_bound.meaning like 'PRICE_%' then
      v_meaning := v_bound.meaning;
      v_origin := v_bound.origin;
    elsif v_behind.first is not null then
      v_meaning := case v_behind.meaning when 'AT_LEAST_BEHIND' then 'PRICE_AT_LEAST' when 'AROUND_BEHIND' then 'PRICE_AROUND'
        else 'PRICE_AT_MOST' end;
      v_origin := v_behind.origin;
    elsif not v_bare and v_gaps[v_last + 1] ~ '^\+(?:[\s,;:!?.)]|$)' then
      v_meaning := 'PRICE_AT_LEAST';
      v_origin := 'sign: +';
      v_end := v_end + 1;
    elsif v_bound.meaning = 'BUDGET' then
      v_meaning := 'PRICE_AT_MOST';
      v_origin := v_bound.origin;
    elsif not v_bare and v_forms[v_first - 1] = 'for' and v_gaps[v_first] ~ '^\s+$' and product.ends_amount(v_reading, v_last)
      and product.is_free(v_reading, v_first - 1, v_first - 1)
      -- "2 for $40", "voucher for $50"
      and not exists (
        select from unnest(v_lexemes) l
        where l.last = v_first - 2 and (l.class = 'NUMERAL' or l.class = 'PHRASE' and l.meaning = 'NO_PRICE'))
      and coalesce(v_forms[v_first - 2], '') !~ '^[0-9]'
    then
      v_meaning := 'PRICE_AT_MOST';
      v_first := v_first - 1;
    end if;
    continue when v_meaning is null;
    if v_behind.first is not null then
      v_last := v_behind.last;
      v_end := v_reading.behinds[v_last];
    end if;

    select * into v_lead from product.price_lead(v_reading, v_first);
    v_priced := v_lead.priced is not null or coalesce(v_bound.meaning = 'BUDGET', false);
    -- "at least 50 in stock" counts; "under 50 in stock" is a price.
    if v_bare and v_bound.meaning in ('PRICE_AT_LEAST', 'PRICE_ABOVE')
      and (product.phrase_behind(v_lexemes, v_last + 1, '{IN_STOCK}')).first is not null
    then
      v_reading.ignored := v_reading.ignored || jsonb_build_array(jsonb_build_object(
        'span', product.word_span(v_reading, v_first, v_last),
        'reason', 'a number of pieces cannot be demanded; “in stock” can'));
      v_reading := product.take_words(v_reading, v_first, v_last);
      continue;
    elsif v_bare then
      continue when v_one.amount <= 0 or not product.ends_amount(v_reading, v_last);
      continue when not v_priced and (
        -- "from 1950"; "iphone 15 plus": a bound behind a bare number counts where both stand alone, or as "50 or less".
        v_bound.meaning = 'PRICE_BETWEEN' and v_meaning = 'PRICE_AT_LEAST' and v_behind.first is null
        or v_bound.first is null and v_sign is null and (
          v_behind.first is null or v_behind.meaning = 'AROUND_BEHIND' or v_first > 1 and v_gaps[v_first] !~ '[,;:!?.(\n]|\s[-–—]\s'
            and (v_meaning <> 'PRICE_AT_MOST' or v_behind.first = v_behind.last or v_one.amount < 20))
        or product.counts_something(v_reading, v_first,
          case v_meaning when 'PRICE_BETWEEN' then greatest(v_one.amount, v_two.amount) else v_one.amount end)
        -- Few, and no ceiling: "sleeps at least 4", "from 2 to 4", "for up to 6".
        or v_one.amount < 10 and (v_meaning not in ('PRICE_BELOW', 'PRICE_AT_MOST') or v_forms[v_first - 1] in ('for', 'of'))
          and (v_meaning <> 'PRICE_BETWEEN' or v_two.amount < 10)
        or v_one.amount < 10 and v_forms[v_one.first] !~ '^[0-9]'
        -- "from 2019 to 2023"
        or v_meaning = 'PRICE_BETWEEN' and v_one.amount between 1900 and 2099 and v_two.amount between 1900 and 2099);
    end if;

    v_denied := null;
    if v_lead.denied is not null then
      v_first := v_lead.denied;
      if product.turned_bound(v_meaning) = v_meaning then
        v_reading.ignored := v_reading.ignored || jsonb_build_array(jsonb_build_object(
          'span', product.word_span(v_reading, v_first, v_last),
          'reason', 'prices on both sides of a gap cannot be demanded at once'));
        v_reading := product.take_words(v_reading, v_first, v_last);
        continue;
      end if;
    elsif product.turned_bound(v_meaning) <> v_meaning then
      v_denied := product.denied_noun(v_reading, coalesce(v_lead.priced, v_first), v_meaning in ('PRICE_ABOVE', 'PRICE_AT_LEAST'));
    end if;
    if v_lead.denied is not null or v_denied.first is not null then
      -- Turned round, never kept as it stands: "nothing over $100", "no jackets over $100".
      v_meaning := product.turned_bound(v_meaning);
    end if;
    v_start := case when v_denied.first is not null then v_reading.starts[v_denied.first] when v_sign is not null and v_lead.denied is null
      then v_reading.starts[v_first] - length(substring(v_gaps[v_first] from '(?:<=|>=|=<|=>|<|>|~)\s*$'))
      else v_reading.starts[v_first] end;
    v_reading.constraints := v_reading.constraints || product.price_constraints(
      v_meaning,
      case v_meaning when 'PRICE_BETWEEN' then least(v_one.amount, v_two.amount) else v_one.amount end,
      case v_meaning when 'PRICE_BETWEEN' then greatest(v_one.amount, v_two.amount) else v_one.amount end,
      v_currency, v_origin, product.take_span(v_reading.content, v_start, v_end));
    if v_meaning = 'PRICE_BETWEEN' and v_gaps[v_last + 1] ~ '^\s+$' then
      -- "in the $20 to $50 range"
      v_behind := product.phrase_behind(v_lexemes, v_last + 1, '{PRICED}');
      if product.is_free(v_reading, v_behind.first, v_behind.last) and product.ends_amount(v_reading, v_behind.last) then
        v_last := v_behind.last;
      end if;
    end if;
    v_first := least(v_lead.priced, v_lead.denied, v_first);
    if v_lead.denied is not null then
      v_first := product.negation_lead(v_reading, v_first);
    end if;
    -- "over $30 and under $60"
    if v_taken_to > 0 and v_taken_to = v_first - 2 and v_forms[v_first - 1] in ('and', 'but')
    then
      v_first := v_first - 1;
    end if;
    -- "a tablecloth at no more than $35 in linen", "a $50 budget for boots"
    if (v_forms[v_first - 1] in ('at', 'for') or v_behind.meaning = 'BUDGET' and v_forms[v_first - 1] in ('a', 'the', 'my', 'our')) and v_gaps[v_first] ~ '^\s+$' and product.is_free(v_reading, v_first - 1, v_first - 1)
      and (product.phrase_before(v_lexemes, v_first - 1, '{FILLER}')).first is null
    then
      v_first := v_first - 1;
    end if;
    v_reading := product.take_words(v_reading, v_first, v_last);
    if v_denied.first is not null then
      v_reading := product.take_words(v_reading, product.negation_lead(v_reading, v_denied.first), v_denied.last);
    end if;
    v_taken_to := v_last;
  end loop;
  return v_reading;
end
$$
language plpgsql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function product.interpret_prices(product.reading) is
  'The price bounds of a question, and the wishes for discounts that no row can meet. An amount without a bound ("television $1,299.00") says nothing, but behind "for" or a word of product.phrase''s meaning BUDGET it is a ceiling. A number without a currency counts behind a bound where a sentence part ends ("under 30 for mum", not "under 5 kg") and nothing says that it counts something else.';

grant execute on function product.interpret_prices(product.reading) to trueshelf_api;
