create or replace function product.import_category(
  path text,
  out created integer,
  out conflict text
)
as $$
declare
  v_parent_id bigint;
  v_category_id bigint;
  v_slug text;
begin
  created := 0;
  select format(
    '"%s" is %s already; a category keeps its place',
    s.slug, coalesce('under "' || parent.slug || '"', 'at the root')
  )
  into conflict
  from (
    select s.slug, s.position, lag(s.slug) over (order by s.position) as parent_slug
    from unnest(string_to_array(import_category.path, '/')) with ordinality s (slug, position)
  ) s
  join product.category c on c.slug = s.slug
  left join product.category parent on parent.category_id = c.parent_id
  where parent.slug is distinct from s.parent_slug
  order by s.position
  limit 1;

  if conflict is not null then
    return;
  end if;

  foreach v_slug in array string_to_array(import_category.path, '/') loop
    select c.category_id into v_category_id from product.category c where c.slug = v_slug;
    if not found then
      insert into product.category as c (parent_id, slug, name)
      values (v_parent_id, v_slug, product.humanise(v_slug))
      returning c.category_id into v_category_id;
      created := created + 1;
    end if;
    v_parent_id := v_category_id;
  end loop;
end
$$
language plpgsql
set search_path = pg_catalog, public, pg_temp;

comment on function product.import_category(text) is
  'Finds or creates the categories of a slug path, root first ("apparel/jackets"). created: how many; conflict: why the path is refused, null when it is not. A refused path creates nothing.';
