create or replace function product.find_numbers(
  reading product.reading
)
returns table (
  first integer,
  last integer,
  amount numeric
)
as $$
declare
  v_forms text[] := (find_numbers.reading).forms;
  v_gaps text[] := (find_numbers.reading).gaps;
  v_numerals integer[];
  v_values numeric[];
  v_word integer := 1;
  v_fraction numeric;
begin
  select array_agg(l.first), array_agg(l.value::numeric) into v_numerals, v_values
  from unnest((find_numbers.reading).lexemes) l
  where l.class = 'NUMERAL' and l.meaning = 'ADDS';

  while v_word <= cardinality(v_forms) loop
    first := v_word;
    last := v_word;
    amount := null;
    if v_forms[v_word] ~ '^[0-9]' then
      amount := case when v_forms[v_word] ~ '^0[.,][0-9]{1,9}$' then replace(v_forms[v_word], ',', '.')::numeric
        else product.parse_amount(v_forms[v_word]) end;
      -- "5 1/2 inch", "½ inch".
      if v_forms[v_word] ~ '^[0-9]{1,3}$' and v_gaps[v_word + 1] ~ '^[\s-]?$' and v_forms[v_word + 1] ~ '^[0-9]' then
        v_fraction := product.fraction_at(v_forms, v_gaps, v_word + 1);
        last := v_word + (v_fraction is not null)::integer;
      else
        v_fraction := product.fraction_at(v_forms, v_gaps, v_word);
        amount := case when v_fraction is null then amount else 0 end;
      end if;
      if v_fraction is not null then
        amount := amount + v_fraction;
        last := last + (v_gaps[last + 1] = '/')::integer;
      end if;
    elsif v_word = any (v_numerals) then
      amount := v_values[array_position(v_numerals, v_word)];
      -- "twenty five", "twenty-five"; hundreds and thousands are said of money.
      if amount between 20 and 90 and v_values[array_position(v_numerals, v_word + 1)] < 10 then
        last := v_word + 1;
        amount := amount + v_values[array_position(v_numerals, last)];
      end if;
    elsif v_forms[v_word] in ('a', 'an', 'half') then
      if v_forms[v_word] = 'half' then
        amount := 0.5;
        last := v_word + coalesce(v_forms[v_word + 1] in ('a', 'an'), false)::integer;
      else
        amount := 1;
      end if;
      -- Single letters and "in" say too much else.
      amount := case when length(v_forms[last + 1]) > 1 and v_forms[last + 1] <> 'in' and exists (
        select from unnest((find_numbers.reading).lexemes) l
        where l.class = 'UNIT' and l.first = find_numbers.last + 1) then amount end;
    end if;
    if v_forms[last + 1:last + 3] = '{and,a,half}' then
      amount := amount + 0.5;
      last := last + 3;
    end if;
    -- "minus 5 celsius"; a mark in its place is read with the measure.
    if v_forms[first - 1] = 'minus' and v_gaps[first] ~ '^\s+$' then
      amount := -amount;
      first := first - 1;
    end if;
    if amount is not null then
      return next;
    end if;
    v_word := last + 1;
  end loop;
end
$$
language plpgsql
immutable
parallel safe
set search_path = pg_catalog, public, pg_temp
set plan_cache_mode = force_generic_plan;

comment on function product.find_numbers(product.reading) is
  'The numbers of a question in its order, whatever they count: of which words, and the amount. In digits, as a fraction, in words up to ninety-nine ("two and a half"), and where a unit follows "half", "a" and "an".';

grant execute on function product.find_numbers(product.reading) to trueshelf_api;
