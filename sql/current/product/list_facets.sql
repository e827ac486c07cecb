create or replace function product.list_facets(
  question product.question,
  offers product.judged_offer[],
  groups jsonb,
  exact boolean,
  basis text
)
returns jsonb
as $$
declare
  v_counts jsonb;
  v_holders jsonb;
  v_facets jsonb;
begin
  select coalesce(jsonb_object_agg(c.facet, c.counts), '{}'), coalesce(jsonb_object_agg(c.facet, c.holders), '{}')
  into v_counts, v_holders
  from (
    select f.facet, jsonb_object_agg(f.value, f.products) as counts, jsonb_object_agg(f.value, f.holder_id) as holders
    from product.facet_counts(list_facets.offers, list_facets.groups, (list_facets.question).max_per_brand) f
    group by f.facet
  ) c;
  -- A chosen attribute is listed also where nothing has it.
  select v_counts || coalesce(jsonb_object_agg(c.value ->> 'key', '{}'::jsonb), '{}') into v_counts
  from jsonb_array_elements((list_facets.question).interpretation -> 'constraints') c (value)
  where c.value ->> 'kind' = 'ATTRIBUTE'
    and not v_counts ? (c.value ->> 'key');

  v_facets := jsonb_build_array(
      product.facet_categories(list_facets.question, coalesce(v_counts -> 'CATEGORY', '{}')),
      product.facet_brands(list_facets.question, coalesce(v_counts -> 'BRAND', '{}')),
      product.facet_prices(list_facets.question, list_facets.offers, list_facets.groups),
      product.facet_availability(list_facets.question, coalesce(v_counts -> 'AVAILABILITY', '{}')))
    || coalesce(product.facet_attributes(list_facets.question, v_counts, v_holders), '[]');
  return (
    select coalesce(jsonb_agg(f.value || jsonb_build_object(
      'basis', list_facets.basis,
      'exact', coalesce(
        (list_facets.groups #> array[concat_ws(':', f.value ->> 'group', f.value ->> 'name'), 'exact'])::boolean, list_facets.exact)
      ) order by f.position), '[]')
    from jsonb_array_elements(v_facets) with ordinality f (value, position)
    where f.value <> 'null'
  );
end
$$
language plpgsql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function product.list_facets(product.question, product.judged_offer[], jsonb, boolean, text) is
  'The facets around a page: category, brand, price, availability, then attributes. A count is the total of the answer with this value alone in its facet; beside other chosen values the total grows by at most it. exact: of the facets that no constraint is about.';

grant execute on function product.list_facets(product.question, product.judged_offer[], jsonb, boolean, text) to trueshelf_api;
