create or replace function product.read_number(
  reading product.reading,
  first integer,
  joined boolean
)
returns table (
  last integer,
  amount numeric
)
as $$
declare
  v_forms text[] := (read_number.reading).forms;
  v_gaps text[] := (read_number.reading).gaps;
  v_values numeric[] := array_fill(null::numeric, array[cardinality(v_forms) + 3]);
  v_multiplies boolean[] := array_fill(false, array[cardinality(v_forms) + 3]);
  v_word integer := read_number.first;
  v_next integer;
  v_written text;
  v_total numeric := 0;
  v_part numeric := 0;
  -- What may be added must be less: 100 behind a hundred, 10 behind "twenty", 0 behind digits.
  v_room numeric := 1e9;
  v_lexeme product.lexeme;
begin
  foreach v_lexeme in array (read_number.reading).lexemes loop
    -- Looked up in the singular: "hundreds" is no number.
    if v_lexeme.class = 'NUMERAL' and v_lexeme.origin = 'numeral: ' || v_forms[v_lexeme.first] then
      v_values[v_lexeme.first] := v_lexeme.value::numeric;
      v_multiplies[v_lexeme.first] := v_lexeme.meaning = 'MULTIPLIES';
    end if;
  end loop;

  if v_forms[v_word] ~ '^[0-9]' then
    v_written := v_forms[v_word];
    if v_written ~ '^[1-9][0-9]{0,2}$' then
      -- "1 299", "1'299": groups of three, with whichever blank or apostrophe.
      while v_forms[v_word + 1] ~ '^[0-9]{3}(?:[.,][0-9]{1,2})?$'
        and v_gaps[v_word + 1] ~ '^[ \u00a0\u2009\u202f''\u2019]$'
        and v_written !~ '[.,]'
      loop
        v_word := v_word + 1;
        v_written := v_written || v_forms[v_word];
      end loop;
    end if;
    v_part := case when v_written ~ '^0[.,][0-9]{1,9}$' then replace(v_written, ',', '.')::numeric
      else product.parse_amount(v_written) end;
    v_room := 0;
  elsif v_forms[v_word] in ('a', 'an') and v_multiplies[v_word + 1] and length(v_forms[v_word + 1]) > 1
    and v_gaps[v_word + 1] ~ '^\s+$'
  then
    v_part := 1;
  elsif v_values[v_word] is null or length(v_forms[v_word]) = 1 then
    return;
  elsif v_multiplies[v_word] then
    v_part := 1;
    v_word := v_word - 1;
  else
    v_part := v_values[v_word];
    v_room := case when v_part between 20 and 90 and v_part % 10 = 0 then 10 else 0 end;
  end if;
  if v_part is null or v_part >= 1e9 then
    return;
  end if;

  loop
    v_next := v_word + 1;
    if read_number.joined and v_forms[v_next] = 'and' and v_multiplies[v_word] and not v_multiplies[v_next + 1]
      and v_gaps[v_next] ~ '^\s+$' and v_gaps[v_next + 1] ~ '^\s+$'
      -- "two hundred and three hundred" are two numbers.
      and not coalesce(v_multiplies[v_next + 2] and (v_values[v_next + 2] <= 100 or v_total > 0), false)
      and not coalesce(v_multiplies[v_next + 3] and v_values[v_next + 2] < 10 and (v_values[v_next + 3] <= 100 or v_total > 0), false)
    then
      v_next := v_next + 1;
    end if;
    exit when v_values[v_next] is null
      -- A letter multiplies the digits that it touches: "2k", never "2 k", which may be kelvins.
      or v_next > read_number.first and length(v_forms[v_next]) = 1 and not (v_gaps[v_next] = '' and v_forms[v_word] ~ '^[0-9]')
      or v_next > read_number.first and v_gaps[v_next] !~ '^(?:\s+|-)?$';
    if not v_multiplies[v_next] then
      exit when v_values[v_next] >= v_room;
      v_part := v_part + v_values[v_next];
      v_room := case when v_values[v_next] between 20 and 90 and v_values[v_next] % 10 = 0 then 10 else 0 end;
    elsif v_values[v_next] >= 1000 then
      exit when v_total > 0 or v_part = 0;
      v_total := v_part * v_values[v_next];
      v_part := 0;
      v_room := 1000;
    else
      exit when v_part = 0 or v_part >= 100;
      v_part := v_part * v_values[v_next];
      v_room := 100;
    end if;
    v_word := v_next;
    exit when v_total + v_part >= 1e9;
  end loop;
  if v_total + v_part < 1e9 and v_word >= read_number.first then
    last := v_word;
    amount := trim_scale(v_total + v_part);
    return next;
  end if;
end
$$
language plpgsql
immutable
parallel safe
set search_path = pg_catalog, public, pg_temp;

comment on function product.read_number(product.reading, integer, boolean) is
  'The number that starts with word first, in digits ("1,299.00", "1 299", "1.5k") or in words ("a hundred", "two hundred and fifty"): its last word and how much; no row where none starts or it is 1e9 or more. joined: whether an "and" may be part of it.';

grant execute on function product.read_number(product.reading, integer, boolean) to trueshelf_api;
