create or replace function product.facet_availability(
  question product.question,
  counts jsonb
)
returns jsonb
as $$
  select product.facet_frame('AVAILABILITY', 'Availability',
    jsonb_build_array(jsonb_build_object(
      'value', 'in-stock', 'label', 'In stock', 'count', coalesce((facet_availability.counts ->> 'in-stock')::bigint, 0),
      'selected', s.selected, 'parent', null, 'min', null, 'max', null,
      'apply', case
        when s.selected then product.refinement(
          facet_availability.question, product.filter_without((facet_availability.question).filter, '{IN_STOCK}'), '{IN_STOCK}')
        else product.refinement(facet_availability.question, (facet_availability.question).filter || '{"inStock": true}', null)
      end)),
    0)
  from (
    select exists (
      select from jsonb_array_elements((facet_availability.question).interpretation -> 'constraints') c
      where c ->> 'kind' = 'IN_STOCK'
    ) as selected
  ) s
  where (facet_availability.question).unavailable <> 'HIDE'
    and (s.selected or facet_availability.counts <> '{}');
$$
language sql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function product.facet_availability(product.question, jsonb) is
  'The facet of what is in stock; null where unavailable items are hidden anyway, since a filter cannot undo that. counts: {"in-stock": products}.';

grant execute on function product.facet_availability(product.question, jsonb) to trueshelf_api;
