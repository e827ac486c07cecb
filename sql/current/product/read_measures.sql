create or replace function product.read_measures(
  reading product.reading
)
returns table (
  first integer,
  last integer,
  start integer,
  behind integer,
  amount numeric,
  unit text,
  attribute text,
  origin text,
  plus boolean
)
as $$
declare
  v_reading product.reading := read_measures.reading;
  v_lexemes product.lexeme[] := (read_measures.reading).lexemes;
  v_forms text[] := (read_measures.reading).forms;
  v_gaps text[] := (read_measures.reading).gaps;
  v_number record;
  v_named record;
  v_glue text;
  v_next integer;
  v_behinds product.lexeme[];
begin
  select array_agg(l) into v_behinds
  from unnest(v_lexemes) l
  where l.class = 'PHRASE' and l.meaning in ('AT_MOST_BEHIND', 'AT_LEAST_BEHIND', 'AROUND_BEHIND');
  for v_number in
    select n.first, n.last, n.amount from product.find_numbers(v_reading) n
  loop
    continue when not product.is_free(v_reading, v_number.first, v_number.last);
    first := v_number.first;
    last := v_number.last;
    amount := v_number.amount;
    start := v_reading.starts[first];
    behind := v_reading.behinds[last];
    unit := null;
    attribute := null;
    origin := null;
    plus := false;
    -- "-10", "to -10", never "20-30" nor "iphone-10".
    if v_gaps[first] ~ '\s-$' or first = 1 and v_gaps[first] = '-' then
      amount := -amount;
      start := start - 1;
    elsif first > 1 and v_forms[first - 1] = chr(8722) and v_gaps[first] = '' then
      amount := -amount;
      first := first - 1;
      start := v_reading.starts[first];
    end if;
    continue when v_gaps[first] = '/' or first > 1 and (
      v_gaps[first] ~ '^[''’]\s?$' and v_forms[first - 1] ~ '^[0-9]' -- the inches of 6'2"
      or v_forms[first - 1] = 'x' -- one side of what is 50 x 70 cm
      or exists ( -- "size 13 in black", "sizes 10 L"
        select from unnest(v_lexemes) l
        where l.last = read_measures.first - 1 and (l.class = 'CURRENCY' or l.class = 'ATTRIBUTE' and l.meaning = 'text')));

    v_glue := v_gaps[last + 1];
    if v_glue ~ '^\+' then
      plus := true;
      v_glue := substr(v_glue, 2);
    end if;
    -- 13" and 13'', unless the mark closes a quotation.
    if v_glue ~ '^(?:["”]|''''|’’)'
      and substr(v_reading.content, 1, start - 1) !~ '(?:^|\s)["“][^"”]*$'
    then
      select u.code, 'unit: ' || u.code into unit, origin from product.unit u where 'in' = any (u.signs);
      behind := behind + case when v_glue ~ '^["”]' then 1 else 2 end;
    end if;
    if unit is null and v_glue ~ '^\s*[-‐‑]?\s*$' then
      -- "20 or more litres": the bound may stand before the unit.
      v_next := null;
      if v_behinds is not null then
        select l.last + 1 into v_next
        from unnest(v_behinds) l
        where l.first = read_measures.last + 1 and product.is_free(v_reading, l.first, l.last)
        order by l.last desc
        limit 1;
      end if;
      v_next := coalesce(v_next, last + 1);
      select l.class, l.name, l.value, l.last, l.origin into v_named
      from unnest(v_lexemes) l
      where l.first = v_next and product.is_free(v_reading, l.first, l.last)
        and case l.class
          -- "13 in screen", but "2 in 1", "5 in black", "10 in the box".
          when 'UNIT' then v_forms[v_next] <> 'in' or v_glue = '' or not coalesce(
            v_forms[v_next + 1] ~ '^(?:[0-9].*|the|a|an|one|my|stock|total|sizes?|any|all)$'
            or exists (
              select from unnest(v_lexemes) n
              where n.first = v_next + 1 and (n.class = 'LOCATION' or n.class = 'VALUE' and n.meaning in ('VOCABULARY', 'SYNONYM'))), false)
          -- What is counted needs no unit: "4 seats", "4 or more ports".
          when 'ATTRIBUTE' then l.meaning = 'number' and exists (select from product.attribute a where a.name = l.name and a.unit is null)
          else false end
      order by l.class desc, l.last desc, l.name, l.value
      limit 1;
      if found then
        last := v_named.last;
        behind := v_reading.behinds[last];
        origin := v_named.origin;
        if v_named.class = 'UNIT' then
          unit := v_named.value;
        else
          attribute := v_named.name;
        end if;
      end if;
    end if;
    -- A value that has a unit in it ("20 cm") hides it.
    if unit is null and attribute is null and v_glue ~ '^\s*$' and exists (
      select from unnest(v_lexemes) l
      where l.class = 'VALUE' and l.meaning = 'VOCABULARY' and l.first <= read_measures.first and l.last > read_measures.last)
    then
      select u.code, 'unit: ' || u.code into unit, origin
      from product.unit u
      where embeddings.fold_plural(v_forms[last + 1]) = any (u.terms);
      if found then
        last := last + 1;
        behind := v_reading.behinds[last];
      end if;
    end if;
    continue when v_forms[last + 1] = 'x' or v_forms[last + 1:last + 3] = '{and,a,half}';
    plus := plus or v_gaps[last + 1] ~ '^(?:["”’]|'')*\+';
    return next;
  end loop;
end
$$
language plpgsql
stable
set search_path = pg_catalog, public, pg_temp
set plan_cache_mode = force_generic_plan;

comment on function product.read_measures(product.reading) is
  'The numbers of a question that no rule has read, in its order: of which words (with the unit, or what is counted), at which positions (with a minus, with the marks of inches), the amount, the code of its unit or the attribute that it counts (both null: a bare number), the row that says so, and whether a plus stands behind it ("55+ inch").';

grant execute on function product.read_measures(product.reading) to trueshelf_api;
