create or replace function product.browse_candidates(
  question product.question,
  demand product.demand
)
returns product.candidates
as $$
declare
  v_candidates product.candidates;
  -- Offers up to which the qualifying products are listed, and products that stand for them where they are more.
  v_listed_limit constant bigint := 30000;
  v_first constant integer := 2000;
begin
  v_candidates.near_ids := product.qualified_products(browse_candidates.demand, v_listed_limit);
  v_candidates.exhausted := v_candidates.near_ids is not null;
  if v_candidates.near_ids is null then
    v_candidates.near_ids := product.browsed_products(
      browse_candidates.demand, null, (browse_candidates.question).sort, (browse_candidates.question).unavailable, null, v_first);
  end if;
  v_candidates.scanned := cardinality(v_candidates.near_ids);
  v_candidates.total := v_candidates.scanned;
  v_candidates.approximate := false;
  v_candidates.nothing_qualifies := v_candidates.near_ids = '{}';
  return v_candidates;
end
$$
language plpgsql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function product.browse_candidates(product.question, product.demand) is
  'The products that meet a demand, without a question: all of them, or where they have 30,000 offers and more the first 2,000 in the order of the page (exhausted false).';

grant execute on function product.browse_candidates(product.question, product.demand) to trueshelf_api;
