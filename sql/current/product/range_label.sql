create or replace function product.range_label(
  demanded jsonb
)
returns text
as $$
declare
  v_name constant text := range_label.demanded ->> 'name';
  v_min constant numeric := range_label.demanded ->> 'min';
  v_max constant numeric := range_label.demanded ->> 'max';
  v_low constant text := product.measure_label(v_name, v_min);
  v_high constant text := product.measure_label(v_name, v_max);
  v_over constant boolean := coalesce((range_label.demanded ->> 'minExclusive')::boolean, false);
  v_under constant boolean := coalesce((range_label.demanded ->> 'maxExclusive')::boolean, false);
begin
  return product.attribute_label(v_name) || ' ' || case
    when v_min is null or v_max is null or v_over or v_under then concat_ws(' and ',
      case when v_min is not null then case when v_over then 'over ' else 'at least ' end || v_low end,
      case when v_max is not null then case when v_under then 'under ' else 'at most ' end || v_high end)
    when v_min = v_max then v_high
    -- A unit that both have is said once: "20 to 30 l", but "800 g to 1 kg".
    else case when substring(v_low from ' .*') = substring(v_high from ' .*') then split_part(v_low, ' ', 1) else v_low end || ' to ' || v_high
  end;
end
$$
language plpgsql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function product.range_label(jsonb) is
  'A range out of product.read_attributes in words: "weight under 1 kg", "capacity at least 20 l", "capacity 20 to 30 l", "screen 27 in".';

grant execute on function product.range_label(jsonb) to trueshelf_api;
