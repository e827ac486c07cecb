create or replace function product.top_categories()
returns jsonb
as $$
  with recursive held as (
    select p.category_id, count(*) as count from product.product p where p.status = 'active' group by p.category_id
  ),
  above as (
    select h.category_id, h.count, 0 as depth from held h
    union all
    select c.parent_id, a.count, a.depth + 1
    from above a
    join product.category c on c.category_id = a.category_id
    where c.parent_id is not null and a.depth < 20 -- a circle of categories has no top
  )
  select coalesce(jsonb_agg(jsonb_build_object('slug', t.slug, 'name', t.name, 'isNear', false) order by t.count desc, t.name), '[]')
  from (
    select c.slug, c.name, sum(a.count) as count
    from above a
    join product.category c on c.category_id = a.category_id and c.parent_id is null
    group by c.category_id, c.slug, c.name
    order by 3 desc, 2
    limit 4
  ) t;
$$
language sql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function product.top_categories() is
  'What the shop sells, by its four top categories with the most active products that the caller may see, the largest first: [{slug, name, isNear: false}].';

grant execute on function product.top_categories() to trueshelf_api;
