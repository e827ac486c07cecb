create or replace function product.page_candidates(
  question product.question,
  candidates product.candidates,
  k integer
)
returns product.candidates
as $$
declare
  v_candidates product.candidates := page_candidates.candidates;
  v_changed_ids bigint[] := '{}';
  -- Beyond, a list is looked at as a whole; where there is none, the walk may miss what changed after that many.
  v_changed_limit constant integer := 5000;
begin
  -- Every place in a brand's own order counts.
  if (page_candidates.question).mode <> 'BROWSE' or (page_candidates.question).max_per_brand is not null then
    v_candidates.total := null;
    return v_candidates;
  end if;
  -- Listed in this very order.
  if (page_candidates.question).cursor is null and not v_candidates.exhausted then
    v_candidates.near_ids := v_candidates.near_ids[1 : page_candidates.k + 1];
    return v_candidates;
  end if;
  -- A page keeps to the stock that the first one saw: what was sold or delivered since may stand elsewhere now.
  if (page_candidates.question).cursor is not null then
    v_changed_ids := product.restocked_products(((page_candidates.question).cursor ->> 'at')::timestamptz, v_changed_limit + 1);
    if cardinality(v_changed_ids) > v_changed_limit and v_candidates.exhausted then
      return v_candidates;
    end if;
  end if;
  v_candidates.near_ids := array(
    select i.id from unnest(product.browsed_products(
      (page_candidates.question).demand, case when v_candidates.exhausted then v_candidates.near_ids end,
      (page_candidates.question).sort, (page_candidates.question).unavailable, (page_candidates.question).cursor,
      page_candidates.k + 1 + cardinality(v_changed_ids))) i (id)
    union
    select c.id from unnest(v_changed_ids) c (id));
  return v_candidates;
end
$$
language plpgsql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function product.page_candidates(product.question, product.candidates, integer) is
  'What one page has to look at: all candidates of a question, and of browsing only those that can be on this page. total then says how many there are in all.';

grant execute on function product.page_candidates(product.question, product.candidates, integer) to trueshelf_api;
