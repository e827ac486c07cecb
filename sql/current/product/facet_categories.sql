create or replace function product.facet_categories(
  question product.question,
  counts jsonb
)
returns jsonb
as $$
  with recursive chosen as materialized (
    select s.slug from unnest(product.selected_values(facet_categories.question, 'CATEGORY')) s (slug)
  ),
  -- Every category with all above it, itself included.
  above as (
    select c.category_id, c.slug, c.slug as ancestor, c.parent_id from product.category c
    union all
    select a.category_id, a.slug, c.slug, c.parent_id
    from above a
    join product.category c on c.category_id = a.parent_id
  ),
  -- "jackets" read beside "leather jackets" is no second choice: both hold.
  selection as materialized (
    select h.slug from chosen h
    where not exists (select from above a join chosen o on o.slug = a.slug where a.ancestor = h.slug and a.slug <> h.slug)
  ),
  valued as (
    select c.category_id, c.parent_id, c.slug, c.name, coalesce((facet_categories.counts ->> c.category_id::text)::bigint, 0) as products,
      c.slug in (select s.slug from selection s) as selected
    from product.category c
    where facet_categories.counts ? c.category_id::text or c.slug in (select s.slug from selection s)
  ),
  shown as materialized (
    select v.*, count(*) over () as known
    from valued v
    order by v.selected desc, v.products desc, (select count(*) from above a where a.category_id = v.category_id), v.name, v.slug
    limit 50
  ),
  placed as materialized (
    select s.*, row_number() over (order by s.products desc, s.name, s.slug) as place from shown s
  ),
  walk as (
    select p.category_id, array[p.place] as path
    from placed p
    where not exists (select from placed u where u.category_id = p.parent_id)
    union all
    select p.category_id, w.path || p.place
    from walk w
    join placed p on p.parent_id = w.category_id
  )
  select product.facet_frame('CATEGORY', 'Category',
    jsonb_agg(jsonb_build_object(
      'value', s.slug, 'label', s.name, 'count', s.products, 'selected', s.selected,
      'parent', (select u.slug from shown u where u.category_id = s.parent_id),
      'min', null, 'max', null,
      'apply', product.refinement(
        facet_categories.question,
        product.filter_with_values((facet_categories.question).filter, 'CATEGORY', t.slugs),
        case when t.slugs = '{}' then '{CATEGORY}'::text[] end)
      ) order by w.path),
    max(s.known) - count(*))
  from shown s
  join walk w on w.category_id = s.category_id
  -- A category takes the place of a chosen one above or below it: going down a tree narrows.
  cross join lateral (
    select array(
      select n.slug
      from selection n
      where n.slug <> s.slug
        and (s.selected or not exists (
          select from above a
          where a.slug = n.slug and a.ancestor = s.slug or a.slug = s.slug and a.ancestor = n.slug))
      union
      select s.slug where not s.selected
      order by 1
    ) as slugs
  ) t
  having count(*) > 0;
$$
language sql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function product.facet_categories(product.question, jsonb) is
  'The facet of categories, at most 50 of those with most products, counted with their subtrees; as a tree, each before those below it, siblings with most products first. Null where there is none. counts: {category id: products}.';

grant execute on function product.facet_categories(product.question, jsonb) to trueshelf_api;
