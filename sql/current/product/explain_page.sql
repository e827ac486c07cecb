create or replace function product.explain_page(
  question product.question,
  candidates product.candidates,
  k integer,
  total bigint
)
returns jsonb
as $$
declare
  v_include constant text[] := array(select jsonb_array_elements_text((explain_page.question).options -> 'include'));
  -- A full page needs no advice.
  v_is_thin constant boolean := 'RELAXATIONS' = any (v_include) and explain_page.total < explain_page.k;
  v_set record;
  v_offers product.judged_offer[];
  v_basis constant text := case (explain_page.question).mode when 'BROWSE' then 'QUALIFYING' else 'CANDIDATES' end;
  v_exact boolean;
  v_explained jsonb := '{}';
begin
  if 'RELAXATIONS' = any (v_include) then
    v_explained := '{"relaxations": []}';
  end if;
  if not (v_is_thin or v_include && '{FACETS,FUNNEL}') then
    return v_explained;
  end if;

  v_set := product.gather_candidates(explain_page.question, explain_page.candidates, v_is_thin or 'FACETS' = any (v_include));
  v_offers := product.judge_offers(
    product.demand_without(explain_page.question, null), product.single_demands(explain_page.question), v_set.product_ids, v_set.sets, 'FACETS' = any (v_include));
  v_exact := v_set.exhausted or (explain_page.candidates).exhausted;

  if 'FACETS' = any (v_include) then
    v_explained := v_explained || jsonb_build_object('facets',
      product.list_facets(explain_page.question, v_offers, v_set.groups, v_exact, v_basis));
  end if;
  if 'FUNNEL' = any (v_include) then
    v_explained := v_explained || jsonb_build_object('funnel',
      product.count_funnel(explain_page.question, v_offers, v_set.product_ids, v_set.sets)
      || jsonb_build_object('basis', v_basis, 'exact', v_set.exhausted));
  end if;
  if v_is_thin then
    v_explained := v_explained || jsonb_build_object('relaxations',
      product.find_relaxations(explain_page.question, v_offers, v_set.groups, v_set.exhausted));
  end if;
  return v_explained;
end
$$
language plpgsql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function product.explain_page(product.question, product.candidates, integer, bigint) is
  'What stands around a page: {facets, funnel, relaxations}, each where options.include names it. Every current offer of every candidate, whatever the constraints, is judged once; relaxations only for a total below k, else []. candidates: those of the question''s own demand.';

grant execute on function product.explain_page(product.question, product.candidates, integer, bigint) to trueshelf_api;
