create or replace function product.find_categories(
  slugs text[]
)
returns bigint[]
as $$
declare
  v_unknown text;
begin
  select s.slug into v_unknown
  from unnest(find_categories.slugs) s (slug)
  where not exists (select from product.category c where c.slug = s.slug)
  limit 1;
  if found then
    raise exception using errcode = 'TSFLT',
      message = format('there is no category with the slug "%s"', left(v_unknown, 100)),
      hint = coalesce(
        (select 'Some that exist: ' || string_agg(c.slug, ', ' order by c.slug) || '.'
          from (select c.slug from product.category c order by c.slug limit 20) c),
        'This catalogue has no categories yet.');
  end if;
  return (
    with recursive subtree as (
      select c.category_id from product.category c where c.slug = any (find_categories.slugs)
      union
      select c.category_id from product.category c join subtree s on c.parent_id = s.category_id
    )
    select array_agg(s.category_id order by s.category_id) from subtree s
  );
end
$$
language plpgsql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function product.find_categories(text[]) is
  'Ids of the categories with these slugs and of all below them; null for no slugs. Raises TSFLT for an unknown slug.';

grant execute on function product.find_categories(text[]) to trueshelf_api;
