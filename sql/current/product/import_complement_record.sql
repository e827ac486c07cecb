create or replace function product.import_complement_record(
  item jsonb,
  out created integer,
  out updated integer,
  out field text,
  out reason text
)
as $$
declare
  v_category_id bigint;
  v_complement_ids bigint[];
  v_weights numeric[];
  v_fields text[];
  v_is_new boolean;
  v_removed integer;
  v_written integer;
begin
  created := 0;
  updated := 0;
  select c.category_id into v_category_id from product.category c where c.slug = import_complement_record.item ->> 'category';
  if not found then
    field := 'category';
  end if;
  select
    coalesce(array_agg(c.category_id order by g.position), '{}'),
    coalesce(array_agg(coalesce((g.value ->> 'weight')::numeric, 1) order by g.position), '{}'),
    array_agg(
      format('goesWith[%s]', g.position - 1) || case jsonb_typeof(g.value) when 'object' then '.category' else '' end
      order by g.position
    )
  into v_complement_ids, v_weights, v_fields
  from jsonb_array_elements(import_complement_record.item -> 'goesWith') with ordinality g (value, position)
  left join product.category c on c.slug = case jsonb_typeof(g.value) when 'object' then g.value ->> 'category' else g.value #>> '{}' end;
  field := coalesce(field, v_fields[array_position(v_complement_ids, null)]);
  if field is not null then
    reason := 'unknown category; a category line, or a product in it, has to come before this one';
    return;
  end if;

  v_is_new := not exists (select from product.complement m where m.category_id = v_category_id);
  delete from product.complement m
  where m.category_id = v_category_id and m.complement_id <> all (v_complement_ids);
  get diagnostics v_removed = row_count;
  insert into product.complement as m (category_id, complement_id, weight)
  select v_category_id, g.complement_id, g.weight
  from unnest(v_complement_ids, v_weights) g (complement_id, weight)
  on conflict on constraint complement_pkey do update
  set weight = excluded.weight
  where m.weight <> excluded.weight;
  get diagnostics v_written = row_count;
  if v_removed + v_written > 0 then
    created := v_is_new::integer;
    updated := 1 - created;
  end if;
end
$$
language plpgsql
set search_path = pg_catalog, public, pg_temp;

comment on function product.import_complement_record(jsonb) is
  'Replaces what goes with a category; counts the category, not its rules. reason: why the record is refused, null when it is not.';
