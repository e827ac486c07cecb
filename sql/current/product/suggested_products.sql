create or replace function product.suggested_products(
  prefix text,
  all_words tsquery,
  own_words tsquery,
  row_limit integer,
  now timestamptz
)
returns table (
  product_id bigint,
  in_stock boolean,
  match integer
)
as $$
declare
  v_typed text := left(lower(regexp_replace(ltrim(suggested_products.prefix), '\s+', ' ', 'g')), 200);
  v_folded text := rtrim(lower(public.unaccent(v_typed)));
  v_looked_at integer := least(100, 6 * suggested_products.row_limit);
  v_demand product.demand := product.public_demand(suggested_products.now);
begin
  return query
  with beginning as materialized (
    -- Only what everybody may see, before the limit: hidden titles must not crowd out the others.
    select p.product_id, p.title
    from product.product p
    where left(lower(p.title), 200) ~>=~ v_typed
      and left(lower(p.title), 200) ~<~ (v_typed || chr(1114111))
      and p.status = 'active'
      and p.audience is null
    order by left(lower(p.title), 200) using ~<~, p.product_id
    limit v_looked_at
  ),
  worded as materialized (
    select w.product_id, w.title
    from product.suggested_titles(suggested_products.own_words, v_looked_at) w
    where (select count(*) from beginning b) < v_looked_at
  ),
  -- After the others, so that the short titles of a synonym leave them room.
  meant as (
    select w.product_id, w.title
    from product.suggested_titles(suggested_products.all_words, v_looked_at) w
    where suggested_products.own_words <> suggested_products.all_words
      and (select count(*) from beginning b) + (select count(*) from worded w) < v_looked_at
  ),
  proposed as (
    select b.product_id, b.title from beginning b
    union
    select w.product_id, w.title from worded w
    union
    select m.product_id, m.title from meant m
  ),
  sold as (
    select p.product_id, p.title, offer.in_stock
    from proposed p
    cross join lateral (
      select bool_or(coalesce(o.available, 0) > 0) as in_stock
      from product.qualifying_offers(v_demand) o
      where o.product_id = p.product_id
    ) offer
    where offer.in_stock is not null
  ),
  matched as (
    select
      s.product_id,
      s.title,
      s.in_stock,
      case
        when starts_with(lower(public.unaccent(s.title)), v_folded) then 1
        when suggested_products.own_words = suggested_products.all_words
          or to_tsvector('product.search_simple', s.title) @@ suggested_products.own_words then 2
        else 3
      end as match
    from sold s
  )
  select m.product_id, m.in_stock, m.match
  from matched m
  order by m.in_stock desc, m.match, length(m.title), m.title collate "C", m.product_id
  limit suggested_products.row_limit;
end
$$
language plpgsql
stable
security definer
set search_path = pg_catalog, public, pg_temp
set random_page_cost = 1.1
set plan_cache_mode = force_custom_plan
set enable_seqscan = off; -- for words that are everywhere the planner may think the first matches cheaper in the heap

comment on function product.suggested_products(text, tsquery, tsquery, integer, timestamptz) is
  'The products to suggest, best first: in stock before not, match (1: the title begins with the prefix, 2: it has the words, 3: only other forms or synonyms of them), short titles, title, id. Of the first titles that begin with the prefix, six times the row limit and at most 100, and where there are fewer as many of product.suggested_titles that have own_words, then all_words: those of unrestricted, active products that have a price of the default public list. The same for all callers.';

grant execute on function product.suggested_products(text, tsquery, tsquery, integer, timestamptz) to trueshelf_api;
