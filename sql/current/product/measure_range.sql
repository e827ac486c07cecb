create or replace function product.measure_range(
  measure product.measure
)
returns jsonb
as $$
declare
  v_bound constant text := coalesce((measure_range.measure).bound, 'PRICE_BETWEEN');
  v_low numeric := (measure_range.measure).low;
  v_high numeric := (measure_range.measure).high;
  v_unit text;
begin
  if v_bound = 'PRICE_AROUND' then
    v_low := v_low - abs(v_low) * 0.2;
    v_high := v_high + abs(v_high) * 0.2;
  end if;
  if (measure_range.measure).unit is not null then
    v_unit := product.attribute_unit((measure_range.measure).attribute);
    v_low := product.convert_measure(v_low, (measure_range.measure).unit, v_unit);
    v_high := case when v_high > (measure_range.measure).low
      then product.convert_measure(v_high, (measure_range.measure).unit, v_unit) else v_low end;
  end if;
  if (measure_range.measure).attribute <> 'weight_grams' and not exists (
    select from product.attribute a where a.name = (measure_range.measure).attribute and a.type = 'number')
  then
    return null;
  end if;
  -- Nine places, as of what is converted: a filter takes twelve digits before the point and twelve behind it.
  v_low := trim_scale(round(v_low, 9));
  v_high := trim_scale(round(v_high, 9));
  if v_low is null or greatest(abs(v_low), abs(v_high)) >= 1e12
    or (measure_range.measure).attribute = 'weight_grams' and (v_high <= 0 or v_low < 0)
  then
    return null;
  end if;
  return jsonb_build_object('name', (measure_range.measure).attribute)
    || case when v_bound not in ('PRICE_BELOW', 'PRICE_AT_MOST') then jsonb_build_object('min', v_low::text) else '{}' end
    || case when v_bound not in ('PRICE_ABOVE', 'PRICE_AT_LEAST') then jsonb_build_object('max', v_high::text) else '{}' end
    || case v_bound when 'PRICE_ABOVE' then '{"minExclusive": true}'::jsonb
      when 'PRICE_BELOW' then '{"maxExclusive": true}' else '{}' end;
end
$$
language plpgsql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function product.measure_range(product.measure) is
  'A measure as a range of its attribute, for a filter: {name, min, max, minExclusive, maxExclusive} in the attribute''s own unit; around is within 20 %, no bound is exactly so. Null where the attribute has no numbers or is not measured in such units, for more than twelve digits before the point, and for a weight that is not above 0.';

grant execute on function product.measure_range(product.measure) to trueshelf_api;
