create or replace function product.category_path(
  category_id bigint
)
returns jsonb
as $$
  with recursive ancestor as (
    select c.category_id, c.parent_id, c.slug, 0 as depth
    from product.category c
    where c.category_id = category_path.category_id
    union all
    select c.category_id, c.parent_id, c.slug, a.depth + 1
    from product.category c
    join ancestor a on c.category_id = a.parent_id
    where a.depth < 20
  )
  select jsonb_agg(a.slug order by a.depth desc) from ancestor a;
$$
language sql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function product.category_path(bigint) is 'Slugs of a category and of all above it, root first.';

grant execute on function product.category_path(bigint) to trueshelf_api;
