create or replace function product.check_preference(
  preference jsonb,
  compared jsonb,
  facts jsonb
)
returns jsonb
as $$
declare
  v_check jsonb;
  v_measure constant text := check_preference.compared ->> 'measure';
  v_typical constant double precision := check_preference.compared ->> 'typical';
  v_less constant boolean := check_preference.preference ->> 'direction' = 'LESS';
  v_currency constant text := check_preference.facts ->> 'currency';
  v_held double precision;
begin
  if check_preference.preference ->> 'kind' <> 'COMPARATIVE' then
    v_check := product.check_constraint(check_preference.preference, check_preference.facts);
    return v_check - 'constraintId' || jsonb_build_object(
      'preferenceId', check_preference.preference ->> 'id', 'measure', null, 'typical', null);
  end if;
  v_held := product.held_measure(v_measure, check_preference.facts -> 'attributes', (check_preference.facts ->> 'weightGrams')::numeric,
    (check_preference.facts ->> 'amount')::numeric, (check_preference.facts ->> 'releasedOn')::date, (check_preference.facts ->> 'rating')::numeric);
  return jsonb_build_object(
    'preferenceId', check_preference.preference ->> 'id',
    'kind', 'COMPARATIVE',
    'measure', v_measure,
    'required', coalesce(
      case
        when v_measure in ('weight_grams', 'price', 'released_on', 'rating') then
          product.comparative_label(jsonb_build_object('measures', jsonb_build_array(v_measure), 'direction', check_preference.preference -> 'direction'))
        else product.attribute_label(v_measure) || case when v_less then ' less' else ' more' end
      end || ' than ' || product.format_measure(v_measure, v_typical, v_currency),
      check_preference.preference ->> 'label'),
    'actual', coalesce(product.format_measure(v_measure, v_held, v_currency), 'not recorded'),
    'typical', product.format_measure(v_measure, v_typical, v_currency),
    'satisfied', coalesce(case when v_less then v_held < v_typical else v_held > v_typical end, false));
end
$$
language plpgsql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function product.check_preference(jsonb, jsonb, jsonb) is
  'One preference held against the facts of one offer (see product.prove_offer; for comparatives also weightGrams, releasedOn, rating). compared: {measure, typical}, what a comparative is measured by and compared with; null where nothing tells.';

grant execute on function product.check_preference(jsonb, jsonb, jsonb) to trueshelf_api;
