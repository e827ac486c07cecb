create or replace function product.joined_filter(
  constraints jsonb
)
returns jsonb
as $$
declare
  v_filter jsonb := '{}';
  v_part jsonb;
  v_key text;
begin
  for v_part in
    select c.value -> 'filter' from jsonb_array_elements(joined_filter.constraints) with ordinality c (value, position) order by c.position
  loop
    if v_part ? 'price' then
      v_part := jsonb_build_object('price', coalesce(v_filter -> 'price', '{}') || (v_part -> 'price'));
    elsif v_part ? 'attributes' then
      v_part := jsonb_build_object('attributes', coalesce(v_filter -> 'attributes', '[]') || (v_part -> 'attributes'));
    elsif v_part ? 'exclude' then
      v_key := (select k.key from jsonb_object_keys(v_part -> 'exclude') k (key));
      v_part := jsonb_build_object('exclude', coalesce(v_filter -> 'exclude', '{}') || jsonb_build_object(
        v_key, coalesce(v_filter #> array['exclude', v_key], '[]') || (v_part #> array['exclude', v_key])));
    end if;
    v_filter := v_filter || v_part;
  end loop;
  return v_filter;
end
$$
language plpgsql
immutable
set search_path = pg_catalog, public, pg_temp;

comment on function product.joined_filter(jsonb) is
  'The filter that says what constraints say one by one, as product.filter_constraints took it apart. {} for none.';

grant execute on function product.joined_filter(jsonb) to trueshelf_api;
