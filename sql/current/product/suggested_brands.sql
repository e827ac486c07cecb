create or replace function product.suggested_brands(
  prefix text,
  all_words tsquery,
  own_words tsquery,
  row_limit integer,
  now timestamptz
)
returns table (
  brand_id bigint,
  match integer
)
as $$
declare
  v_folded text := lower(public.unaccent(regexp_replace(btrim(suggested_brands.prefix), '\s+', ' ', 'g')));
  v_demand product.demand := product.public_demand(suggested_brands.now);
begin
  return query
  with matched as (
    select
      n.brand_id,
      n.name,
      case
        when starts_with(lower(public.unaccent(n.name)), v_folded) then 1
        when to_tsvector('product.search_simple', n.name) @@ suggested_brands.own_words then 2
        else 3
      end as match
    from product.brand n
    where to_tsvector('product.search_simple', n.name) @@ suggested_brands.all_words
    order by 3, length(n.name), n.name collate "C", n.brand_id
    limit 20
  )
  select m.brand_id, m.match
  from matched m
  where exists (
    select
    from (
      select p.product_id
      from product.product p
      where p.brand_id = m.brand_id and p.status = 'active' and p.audience is null
      limit 200
    ) few
    join product.qualifying_offers(v_demand) o on o.product_id = few.product_id
  )
  order by m.match, length(m.name), m.name collate "C", m.brand_id
  limit suggested_brands.row_limit;
end
$$
language plpgsql
stable
security definer
set search_path = pg_catalog, public, pg_temp
set random_page_cost = 1.1
set plan_cache_mode = force_custom_plan
set enable_seqscan = off; -- 200 products of a large one may look cheaper in the heap, and of a small one are not

comment on function product.suggested_brands(text, tsquery, tsquery, integer, timestamptz) is
  'The brands to suggest, best first: match (1: the name begins with the prefix, 2: it has the words, 3: only other forms or synonyms of them), short names, name, id. Of the 20 best, those of whose first 200 unrestricted, active products one has a price of the default public list.';

grant execute on function product.suggested_brands(text, tsquery, tsquery, integer, timestamptz) to trueshelf_api;
