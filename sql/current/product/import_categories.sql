create or replace function product.import_categories(
  items jsonb
)
returns jsonb
as $$
declare
  v_path record;
  v_outcome record;
  v_created integer := 0;
  v_rejections jsonb := '[]';
begin
  for v_path in
    select i.value ->> 'category' as path, array_agg((i.value ->> 'index')::integer) as indexes
    from jsonb_array_elements(import_categories.items) i (value)
    group by i.value ->> 'category'
    order by min((i.value ->> 'index')::integer)
  loop
    select c.* into v_outcome from product.import_category(v_path.path) c;
    v_created := v_created + v_outcome.created;
    if v_outcome.conflict is not null then
      select v_rejections || jsonb_agg(
        jsonb_build_object('index', n.index, 'field', 'category', 'reason', v_outcome.conflict, 'found', v_path.path)
        order by n.index
      )
      into v_rejections
      from unnest(v_path.indexes) n (index);
    end if;
  end loop;

  return jsonb_build_object(
    'rejections', v_rejections,
    'counts', jsonb_build_array(
      jsonb_build_object('kind', 'category', 'created', v_created, 'updated', 0, 'unchanged', 0)
    )
  );
end
$$
language plpgsql
set search_path = pg_catalog, public, pg_temp;

comment on function product.import_categories(jsonb) is
  'Finds or creates the category of each product of a batch, in their order, and refuses the products whose path contradicts the tree.';
