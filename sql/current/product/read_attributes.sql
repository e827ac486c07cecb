create or replace function product.read_attributes(
  given jsonb,
  place text
)
returns jsonb
as $$
declare
  v_values jsonb := '{}';
  v_ranges jsonb := '[]';
  v_item jsonb;
  v_name text;
  v_given text[];
begin
  if read_attributes.given is null or read_attributes.given = 'null' then
    return null;
  end if;
  if jsonb_typeof(read_attributes.given) <> 'array' or jsonb_array_length(read_attributes.given) > 50 then
    raise exception using errcode = 'TSFLT',
      message = format('%s must be a list of at most 50 {name, values} or {name, min, max, unit}', read_attributes.place),
      hint = format('For example "%s": [{"name": "material", "values": ["leather"]}].', read_attributes.place);
  end if;
  for v_item in select e.value from jsonb_array_elements(read_attributes.given) e (value) loop
    perform product.check_keys(
      v_item, '{name,values,min,max,minExclusive,maxExclusive,unit}', read_attributes.place || '[]', 'TSFLT');
    v_name := v_item ->> 'name';
    v_given := product.read_texts(v_item -> 'values', read_attributes.place || '[].values');
    if v_name is null or v_given is null and not v_item ?| '{min,max}' then
      raise exception using errcode = 'TSFLT',
        message = format('%s has an entry without a name, or without values and bounds', read_attributes.place),
        hint = 'Give both: {"name": "material", "values": ["leather"]}, or for a number {"name": "weight_grams", "max": "1.5", "unit": "kg"}.';
    end if;
    if v_name <> 'weight_grams' and not exists (select from product.attribute a where a.name = v_name) then
      raise exception using errcode = 'TSFLT',
        message = format('%s names the unknown attribute "%s"', read_attributes.place, left(v_name, 100)),
        hint = coalesce(
          (select format('Registered attributes: %s.', string_agg(a.name, ', ' order by a.name))
            from (select a.name from product.attribute a order by a.name limit 30) a),
          'This catalogue has no registered attributes.');
    end if;
    if v_given is null then
      v_ranges := v_ranges || product.read_range(v_item, read_attributes.place);
    elsif v_item ?| '{min,max,minExclusive,maxExclusive,unit}' then
      raise exception using errcode = 'TSFLT',
        message = format('%s[] "%s" has both values and a range', read_attributes.place, left(v_name, 100)),
        hint = 'Give one of them, or two entries: both will hold.';
    elsif v_name = 'weight_grams' then
      raise exception using errcode = 'TSFLT',
        message = format('%s[] "weight_grams" has values, expected min, max or both', read_attributes.place),
        hint = 'The weight of a variant is compared: {"name": "weight_grams", "max": "1.5", "unit": "kg"}.';
    else
      v_values := v_values || jsonb_build_object(v_name, (
        select jsonb_agg(distinct lower(u.value))
        from (
          select unnest(v_given) as value
          union all
          select jsonb_array_elements_text(v_values -> v_name)
        ) u
      ));
    end if;
  end loop;
  return nullif((
    select coalesce(jsonb_agg(d.demanded order by d.demanded ->> 'name', d.position), '[]')
    from (
      select jsonb_build_object('name', v.key, 'values', v.value) as demanded, 0::bigint as position
      from jsonb_each(v_values) v
      union all
      select r.value, r.position from jsonb_array_elements(v_ranges) with ordinality r (value, position)
    ) d
  ), '[]');
end
$$
language plpgsql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function product.read_attributes(jsonb, text) is
  'Attribute demands out of a filter by name: [{name, values}], one for all values of a name, in lower case, and the ranges behind it, each as product.read_range has it; null for none. Raises TSFLT, also for a name that is not registered.';

grant execute on function product.read_attributes(jsonb, text) to trueshelf_api;
