create or replace function product.read_attributes(
  given jsonb,
  place text
)
returns jsonb
as $$
declare
  v_read jsonb := '{}';
  v_item jsonb;
  v_name text;
  v_values text[];
begin
  if read_attributes.given is null or read_attributes.given = 'null' then
    return null;
  end if;
  if jsonb_typeof(read_attributes.given) <> 'array' or jsonb_array_length(read_attributes.given) > 50 then
    raise exception using errcode = 'TSFLT',
      message = format('%s must be a list of at most 50 {name, values}', read_attributes.place),
      hint = format('For example "%s": [{"name": "material", "values": ["leather"]}].', read_attributes.place);
  end if;
  for v_item in select e.value from jsonb_array_elements(read_attributes.given) e (value) loop
    perform product.check_keys(v_item, '{name,values}', read_attributes.place || '[]', 'TSFLT');
    v_name := v_item ->> 'name';
    v_values := product.read_texts(v_item -> 'values', read_attributes.place || '[].values');
    if v_name is null or v_values is null then
      raise exception using errcode = 'TSFLT',
        message = format('%s has an entry without a name or without values', read_attributes.place),
        hint = 'Give both: {"name": "material", "values": ["leather"]}.';
    end if;
    if not exists (select from product.attribute a where a.name = v_name) then
      raise exception using errcode = 'TSFLT',
        message = format('%s names the unknown attribute "%s"', read_attributes.place, left(v_name, 100)),
        hint = coalesce(
          (select format('Registered attributes: %s.', string_agg(a.name, ', ' order by a.name))
            from (select a.name from product.attribute a order by a.name limit 30) a),
          'This catalogue has no registered attributes.');
    end if;
    v_read := v_read || jsonb_build_object(v_name, (
      select jsonb_agg(distinct lower(u.value))
      from (
        select unnest(v_values) as value
        union all
        select jsonb_array_elements_text(v_read -> v_name)
      ) u
    ));
  end loop;
  return nullif(v_read, '{}');
end
$$
language plpgsql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function product.read_attributes(jsonb, text) is
  'Attribute demands out of a filter, as {"material": ["leather", "suede"]} in lower case; null for none. Raises TSFLT, also for a name that is not registered.';

grant execute on function product.read_attributes(jsonb, text) to trueshelf_api;
