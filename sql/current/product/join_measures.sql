create or replace function product.join_measures(
  reading product.reading
)
returns setof product.measure
as $$
declare
  v_read record;
  v_low numeric;
  v_ranges boolean;
  v_small numeric;
  v_measure product.measure;
begin
  for v_read in
    select m.* from product.read_measures(join_measures.reading) m order by m.first
  loop
    -- "20-30 litres", "13 in to 15 in", "between 20 and 30": the number before belongs to the same range.
    v_ranges := v_measure.attribute is null and v_measure.bound is null
      and (v_read.unit is not null or v_read.attribute is not null and v_measure.unit is null)
      and (v_read.first = v_measure.last + 1 and (join_measures.reading).gaps[v_read.first] ~ '^["”]?\s*[-‐‑‒–—]\s*$'
        or v_read.first = v_measure.last + 2 and ((join_measures.reading).forms[v_read.first - 1] = 'to'
          or (join_measures.reading).forms[v_read.first - 1] = 'and' and exists (
            select from unnest((join_measures.reading).lexemes) l
            where l.class = 'PHRASE' and l.meaning = 'PRICE_BETWEEN' and l.last = v_measure.first - 1)));
    -- "2 lb 3 oz", "6 ft 2 in": less than one of the greater unit.
    v_small := case when v_measure.unit <> v_read.unit and v_read.first = v_measure.last + 1
        and (join_measures.reading).gaps[v_read.first] ~ '^\s*$'
      then product.convert_measure(v_read.amount, v_read.unit, v_measure.unit) end;
    if v_small < 1 then
      v_measure.high := v_measure.high + v_small;
      v_measure.low := case when v_measure.bound is null then v_measure.high else v_measure.low end;
      v_measure.number_last := v_read.last;
      v_measure.last := v_read.last;
      v_measure.behind := v_read.behind;
      v_measure.plus := v_read.plus;
      continue;
    end if;
    if v_ranges then
      v_low := case when v_measure.unit is null then v_measure.low
        else product.convert_measure(v_measure.low, v_measure.unit, v_read.unit) end;
      v_ranges := v_low < v_read.amount;
    end if;
    if v_ranges then
      v_measure.low := v_low;
      v_measure.bound := 'PRICE_BETWEEN';
    else
      if v_measure.first is not null then
        return next v_measure;
      end if;
      v_measure.number_first := v_read.first;
      v_measure.first := v_read.first;
      v_measure.start := v_read.start;
      v_measure.low := v_read.amount;
      v_measure.bound := null;
    end if;
    v_measure.number_last := v_read.last;
    v_measure.last := v_read.last;
    v_measure.behind := v_read.behind;
    v_measure.high := v_read.amount;
    v_measure.unit := v_read.unit;
    v_measure.attribute := v_read.attribute;
    v_measure.worded := false;
    v_measure.plus := v_read.plus;
    v_measure.origin := v_read.origin;
  end loop;
  if v_measure.first is not null then
    return next v_measure;
  end if;
end
$$
language plpgsql
stable
set search_path = pg_catalog, public, pg_temp
set plan_cache_mode = force_generic_plan;

comment on function product.join_measures(product.reading) is
  'The numbers of product.read_measures in their order, those of a range, and "2 lb 3 oz", joined into one measure: nothing but the dash or "to" of a range bounds it yet.';

grant execute on function product.join_measures(product.reading) to trueshelf_api;
