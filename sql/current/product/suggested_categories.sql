create or replace function product.suggested_categories(
  prefix text,
  all_words tsquery,
  own_words tsquery,
  row_limit integer,
  now timestamptz
)
returns table (
  category_id bigint,
  match integer
)
as $$
declare
  v_folded text := lower(public.unaccent(regexp_replace(btrim(suggested_categories.prefix), '\s+', ' ', 'g')));
  v_demand product.demand := product.public_demand(suggested_categories.now);
begin
  return query
  with matched as (
    select
      n.category_id,
      n.name,
      case
        when starts_with(lower(public.unaccent(n.name)), v_folded) then 1
        when to_tsvector('product.search_simple', n.name) @@ suggested_categories.own_words then 2
        else 3
      end as match
    from product.category n
    where to_tsvector('product.search_simple', n.name) @@ suggested_categories.all_words
    order by 3, length(n.name), n.name collate "C", n.category_id
    limit 20
  )
  select m.category_id, m.match
  from matched m
  where exists (
    select
    from (
      select p.product_id
      from (
        with recursive subtree as (
          select m.category_id, 0 as depth
          union all
          select c.category_id, t.depth + 1
          from product.category c
          join subtree t on c.parent_id = t.category_id
          where t.depth < 20
        )
        select t.category_id from subtree t
      ) t
      join product.product p on p.category_id = t.category_id and p.status = 'active' and p.audience is null
      limit 200
    ) few
    join product.qualifying_offers(v_demand) o on o.product_id = few.product_id
  )
  order by m.match, length(m.name), m.name collate "C", m.category_id
  limit suggested_categories.row_limit;
end
$$
language plpgsql
stable
security definer
set search_path = pg_catalog, public, pg_temp
set random_page_cost = 1.1
set plan_cache_mode = force_custom_plan
set enable_seqscan = off; -- 200 products of a large one may look cheaper in the heap, and of a small one are not

comment on function product.suggested_categories(text, tsquery, tsquery, integer, timestamptz) is
  'The categories to suggest, best first: match (1: the name begins with the prefix, 2: it has the words, 3: only other forms or synonyms of them), short names, name, id. Of the 20 best, those in whose subtree, among its first 200 unrestricted, active products, one has a price of the default public list.';

grant execute on function product.suggested_categories(text, tsquery, tsquery, integer, timestamptz) to trueshelf_api;
