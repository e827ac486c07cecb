create or replace function product.interpret_prices(
  content text,
  rest text
)
returns jsonb
as $$
declare
  v_rest text := interpret_prices.rest;
  v_default text;
  v_sign text;
  v_money text;
  v_ranges text;
  v_bounds text;
  -- "nothing over $100", "I do not want to pay more than $100": the bound is turned round, never kept as it stands.
  v_denial constant text := '\m(?:not|nothing|never|none|cannot|(?:do|does|is|are|wo|ca)n[''’]t)'
    '(?:\s+(?:for|at|that|is|are|want|wish|like|need|to|spend|spending|pay|paying|cost|costs|costing|be|go|going|show|me|any|anything|priced))*\s+$';
  -- A bare number behind these is no amount: "rated over 4", "temperatures below 10", "sizes from 38 to 40".
  v_measure constant text := '\m(?:rated|ratings?|scored?|scores|temperatures?|sizes?|aged?|ages)(?:\s+(?:of|at|is|are))?\s+$';
  v_denied text;
  v_pattern text;
  v_from integer := 1;
  v_start integer;
  v_end integer;
  v_parts text[];
  v_one jsonb;
  v_two jsonb;
  v_meaning text;
  v_currency text;
  v_price jsonb;
  v_span jsonb;
  v_made jsonb := '[]';
  v_ignored jsonb := '[]';
begin
  -- Most questions name no amount: spared the words of money, 2 ms.
  if v_rest !~ '\d' then
    return jsonb_build_object('rest', v_rest, 'constraints', v_made, 'ignored', v_ignored);
  end if;
  v_default := product.default_currency();
  v_sign := (
    select string_agg(product.escape_pattern(s.sign), '|' order by length(s.sign) desc, s.sign)
    from (select distinct unnest(c.signs) as sign from product.currency c) s
    where s.sign <> ''
  );
  -- No letter, digit, per cent or slash may touch the number: "150gb", "30/34" and "20%" are no amounts.
  v_money := format(
    '(?:(%1$s)\s*)?(\d+(?:[.,]\d+)*)(?:\s?(%1$s)(?![[:alnum:]])|(?![.,]?[[:alnum:]%%/]))', v_sign);
  v_ranges := (select string_agg(product.escape_pattern(p.phrase), '|') from product.phrase p where p.meaning = 'PRICE_BETWEEN');
  v_bounds := (
    select string_agg(product.escape_pattern(p.phrase), '|' order by length(p.phrase) desc, p.phrase)
    from product.phrase p
    where p.meaning in ('PRICE_BELOW', 'PRICE_AT_MOST', 'PRICE_ABOVE', 'PRICE_AT_LEAST', 'PRICE_AROUND')
  );

  -- Ranges: "between $20 and $50", "from 20 to 50", "$50-$80".
  v_pattern := format('(?:\m(%s)\s+)?%s\s*(?:\mand\M|\mto\M|-|–)\s*%s', v_ranges, v_money, v_money);
  loop
    v_start := regexp_instr(v_rest, v_pattern, v_from, 1, 0, 'i');
    exit when v_start = 0;
    v_end := regexp_instr(v_rest, v_pattern, v_from, 1, 1, 'i');
    v_parts := regexp_match(substr(v_rest, v_start), '^' || v_pattern, 'i');
    v_one := product.read_money(v_parts[2], v_parts[3], v_parts[4], v_default);
    v_two := product.read_money(v_parts[5], v_parts[6], v_parts[7], v_default);
    v_from := v_end;
    v_denied := substring(substr(v_rest, 1, v_start - 1) from v_denial);
    if v_one ->> 'amount' is not null and v_two ->> 'amount' is not null and v_denied is null
      and (v_one ->> 'amount')::numeric <= (v_two ->> 'amount')::numeric
      and coalesce(v_one ->> 'currency', v_two ->> 'currency') is not distinct from coalesce(v_two ->> 'currency', v_one ->> 'currency')
      and ((v_one -> 'signed')::boolean or (v_two -> 'signed')::boolean
        or (v_parts[1] is not null and product.ends_amount(v_rest, v_end) and substr(v_rest, 1, v_start - 1) !~ v_measure))
    then
      v_span := product.take_span(interpret_prices.content, v_start, v_end);
      v_currency := coalesce(v_one ->> 'currency', v_two ->> 'currency');
      v_made := v_made || jsonb_build_array(
        jsonb_build_object('kind', 'PRICE_MIN', 'source', 'RULE', 'span', v_span, 'filter', jsonb_build_object('price',
          jsonb_strip_nulls(jsonb_build_object('min', v_one -> 'amount', 'minExclusive', false, 'currency', v_currency)))),
        jsonb_build_object('kind', 'PRICE_MAX', 'source', 'RULE', 'span', v_span, 'filter', jsonb_build_object('price',
          jsonb_strip_nulls(jsonb_build_object('max', v_two -> 'amount', 'maxExclusive', false, 'currency', v_currency)))));
      v_rest := product.blank_span(v_rest, v_start, v_end);
    end if;
  end loop;

  v_from := 1;
  v_pattern := format('(?:\m(?:price[ds]?|cost(?:s|ing)?)\s+(?:(?:is|are|currently)\s+)*)?\m(%s)\s+%s', v_bounds, v_money);
  loop
    v_start := regexp_instr(v_rest, v_pattern, v_from, 1, 0, 'i');
    exit when v_start = 0;
    v_end := regexp_instr(v_rest, v_pattern, v_from, 1, 1, 'i');
    v_parts := regexp_match(substr(v_rest, v_start), '^' || v_pattern, 'i');
    v_one := product.read_money(v_parts[2], v_parts[3], v_parts[4], v_default);
    v_from := v_end;
    select p.meaning into v_meaning
    from product.phrase p
    where p.phrase = regexp_replace(lower(v_parts[1]), '\s+', ' ', 'g');
    -- "at least 50 in stock" counts; "under 50 in stock" is a price.
    if not (v_one -> 'signed')::boolean and v_meaning in ('PRICE_AT_LEAST', 'PRICE_ABOVE')
      and substr(interpret_prices.content, v_end) ~* '^\s+(?:in\s+stock|available|left)\M'
    then
      v_ignored := v_ignored || jsonb_build_array(jsonb_build_object(
        'span', product.take_span(interpret_prices.content, v_start, v_end),
        'reason', 'a number of pieces cannot be demanded; “in stock” can'));
      v_rest := product.blank_span(v_rest, v_start, v_end);
    elsif v_one ->> 'amount' is not null
      and ((v_one -> 'signed')::boolean
        or (product.ends_amount(v_rest, v_end) and (v_one ->> 'amount')::numeric > 0 and substr(v_rest, 1, v_start - 1) !~ v_measure))
    then
      v_denied := substring(substr(v_rest, 1, v_start - 1) from v_denial);
      if v_denied is not null and v_meaning <> 'PRICE_AROUND' then
        v_start := v_start - length(v_denied);
        v_meaning := case v_meaning
          when 'PRICE_BELOW' then 'PRICE_AT_LEAST' when 'PRICE_AT_MOST' then 'PRICE_ABOVE'
          when 'PRICE_ABOVE' then 'PRICE_AT_MOST' when 'PRICE_AT_LEAST' then 'PRICE_BELOW' end;
      end if;
      v_span := product.take_span(interpret_prices.content, v_start, v_end);
      v_price := jsonb_strip_nulls(jsonb_build_object('currency', v_one -> 'currency'));
      if v_meaning in ('PRICE_BELOW', 'PRICE_AT_MOST', 'PRICE_AROUND') then
        v_made := v_made || jsonb_build_array(jsonb_build_object('kind', 'PRICE_MAX', 'source', 'RULE', 'span', v_span,
          'filter', jsonb_build_object('price', v_price || jsonb_build_object(
            'max', case when v_meaning = 'PRICE_AROUND' then trim_scale(round((v_one ->> 'amount')::numeric * 1.2, 2))::text
              else v_one ->> 'amount' end,
            'maxExclusive', v_meaning = 'PRICE_BELOW'))));
      end if;
      if v_meaning in ('PRICE_ABOVE', 'PRICE_AT_LEAST', 'PRICE_AROUND') then
        v_made := v_made || jsonb_build_array(jsonb_build_object('kind', 'PRICE_MIN', 'source', 'RULE', 'span', v_span,
          'filter', jsonb_build_object('price', v_price || jsonb_build_object(
            'min', case when v_meaning = 'PRICE_AROUND' then trim_scale(round((v_one ->> 'amount')::numeric * 0.8, 2))::text
              else v_one ->> 'amount' end,
            'minExclusive', v_meaning = 'PRICE_ABOVE'))));
      end if;
      v_rest := product.blank_span(v_rest, v_start, v_end);
    end if;
  end loop;
  return jsonb_build_object('constraints', v_made, 'ignored', v_ignored, 'rest', v_rest);
end
$$
language plpgsql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function product.interpret_prices(text, text) is
  'Price bounds of a question. rest: the question in lower case, of the same length, with what is understood already blanked by U+0001. Returns {constraints, ignored, rest}, the price words blanked too. A number without a currency counts only where a sentence part ends behind it ("under 30 for mum", not "under 5 kg").';

grant execute on function product.interpret_prices(text, text) to trueshelf_api;
