create or replace function product.import_attributes(
  items jsonb
)
returns jsonb
as $$
declare
  v_created integer;
  v_rejections jsonb;
begin
  insert into product.attribute as a (name, label, type)
  select distinct on (g.name) g.name, product.humanise(g.name), g.type
  from jsonb_array_elements(import_attributes.items) i (value)
  cross join lateral jsonb_each_text(i.value -> 'registers') g (name, type)
  where not exists (select from product.attribute a where a.name = g.name)
  order by g.name, (i.value ->> 'index')::integer;
  get diagnostics v_created = row_count;

  select coalesce(jsonb_agg(to_jsonb(f) order by f.index), '[]')
  into v_rejections
  from (
    select distinct on ((i.value ->> 'index')::integer)
      (i.value ->> 'index')::integer as index,
      'attributes.' || g.name as field,
      format(
        'the attribute is registered as %s and this value is a %s; correct the value, or register the attribute as text',
        a.type, g.type
      ) as reason,
      i.value -> 'attributes' ->> g.name as found
    from jsonb_array_elements(import_attributes.items) i (value)
    cross join lateral jsonb_each_text(i.value -> 'registers') g (name, type)
    join product.attribute a on a.name = g.name
    where a.type <> 'text' and a.type <> g.type and i.value -> 'attributes' ? g.name
    order by (i.value ->> 'index')::integer, g.name
  ) f;

  return jsonb_build_object(
    'rejections', v_rejections,
    'counts', jsonb_build_array(
      jsonb_build_object('kind', 'attribute', 'created', v_created, 'updated', 0, 'unchanged', 0)
    )
  );
end
$$
language plpgsql
set search_path = pg_catalog, public, pg_temp;

comment on function product.import_attributes(jsonb) is
  'Registers the attributes that the products of a batch name for the first time, with the type of the first value, and refuses products whose value is not of the registered type; an attribute of type text takes every value.';
