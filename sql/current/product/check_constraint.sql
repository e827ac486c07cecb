create or replace function product.check_constraint(
  item_constraint jsonb,
  facts jsonb
)
returns jsonb
as $$
declare
  v_kind constant text := check_constraint.item_constraint ->> 'kind';
  v_filter constant jsonb := check_constraint.item_constraint -> 'filter';
  v_excluded constant jsonb := v_filter -> 'exclude';
  v_amount numeric := check_constraint.facts ->> 'amount';
  v_bound numeric;
  v_demanded jsonb;
  v_held jsonb;
  v_recorded boolean;
  v_actual text;
  v_satisfied boolean;
begin
  -- A branch a kind, in PL/pgSQL: as one SQL expression every kind is prepared anew for every row of a page.
  case v_kind
    when 'PRICE_MIN' then
      v_bound := v_filter #>> '{price,min}';
      v_actual := product.format_money(v_amount, check_constraint.facts ->> 'currency');
      v_satisfied := v_amount > v_bound
        or v_amount = v_bound and not coalesce((v_filter #>> '{price,minExclusive}')::boolean, false);
    when 'PRICE_MAX' then
      v_bound := v_filter #>> '{price,max}';
      v_actual := product.format_money(v_amount, check_constraint.facts ->> 'currency');
      v_satisfied := v_amount < v_bound
        or v_amount = v_bound and not coalesce((v_filter #>> '{price,maxExclusive}')::boolean, false);
    when 'CURRENT_PRICE' then
      v_actual := 'valid ' || coalesce('from ' || (check_constraint.facts ->> 'validFrom'), 'since ever')
        || coalesce(' until ' || (check_constraint.facts ->> 'validTo'), ', no end set');
      v_satisfied := coalesce((check_constraint.facts ->> 'validFrom')::timestamptz, '-infinity') <= (check_constraint.facts ->> 'asOf')::timestamptz
        and coalesce((check_constraint.facts ->> 'validTo')::timestamptz, 'infinity') > (check_constraint.facts ->> 'asOf')::timestamptz;
    when 'IN_STOCK' then
      v_actual := coalesce((check_constraint.facts ->> 'available') || ' available', 'no stock recorded');
      v_satisfied := coalesce((check_constraint.facts ->> 'available')::integer > 0, false);
    when 'IN_STOCK_AT' then
      select
        count(*) > 0,
        string_agg((p.value ->> 'available') || ' available at ' || (p.value ->> 'name'), ' and ' order by p.position)
          filter (where (p.value ->> 'available')::integer > 0)
      into v_recorded, v_actual
      from jsonb_array_elements(check_constraint.facts -> 'locations') with ordinality p (value, position)
      where v_filter -> 'inStockAt' ? (p.value ->> 'code');
      v_satisfied := v_actual is not null;
      v_actual := coalesce(v_actual, case when v_recorded then 'none there' else 'no stock recorded there' end);
    when 'CATEGORY', 'EXCLUDE_CATEGORY' then
      v_demanded := coalesce(v_excluded -> 'categories', v_filter -> 'categories');
      v_actual := check_constraint.facts ->> 'category';
      v_satisfied := (v_demanded ?| array(select jsonb_array_elements_text(check_constraint.facts -> 'categoryPath')))
        <> (v_kind = 'EXCLUDE_CATEGORY');
    when 'BRAND', 'EXCLUDE_BRAND' then
      v_demanded := coalesce(v_excluded -> 'brands', v_filter -> 'brands');
      v_actual := coalesce(check_constraint.facts ->> 'brand', 'no brand');
      v_satisfied := exists (
        select from jsonb_array_elements_text(v_demanded) b (name)
        where lower(b.name) = lower(check_constraint.facts ->> 'brand') or b.name = check_constraint.facts ->> 'brandSlug')
        <> (v_kind = 'EXCLUDE_BRAND');
    when 'ATTRIBUTE', 'EXCLUDE_ATTRIBUTE' then
      v_demanded := coalesce(v_excluded -> 'attributes', v_filter -> 'attributes') -> 0;
      v_held := check_constraint.facts -> 'attributes' -> (v_demanded ->> 'name');
      if v_demanded ? 'values' then
        v_actual := coalesce(product.joined(v_held), 'not stated');
        v_satisfied := coalesce(
          v_held ?| array(select lower(v.value) from jsonb_array_elements_text(v_demanded -> 'values') v (value)), false)
          <> (v_kind = 'EXCLUDE_ATTRIBUTE');
      elsif v_demanded ->> 'name' = 'weight_grams' then
        v_amount := check_constraint.facts ->> 'weightGrams';
        v_actual := coalesce(product.format_weight(v_amount), 'not stated');
        v_satisfied := coalesce(v_amount <@ product.bounded_range(v_demanded), false);
      else
        select string_agg(
          case when h.value ~ '^-?[0-9]{1,12}([.][0-9]{1,12})?$' then product.measure_label(v_demanded ->> 'name', h.value::numeric) else h.value end,
          ' or ' order by h.position)
        into v_actual
        from jsonb_array_elements_text(v_held) with ordinality h (value, position);
        v_actual := coalesce(v_actual, 'not stated');
        v_satisfied := check_constraint.facts -> 'attributes' @? product.attribute_path(jsonb_build_array(v_demanded), ' && ');
      end if;
    when 'EXCLUDE_PRODUCT' then
      v_actual := check_constraint.facts ->> 'handle';
      v_satisfied := not v_excluded -> 'products' ? v_actual;
  end case;
  return jsonb_build_object(
    'constraintId', check_constraint.item_constraint ->> 'id',
    'kind', v_kind,
    'required', check_constraint.item_constraint ->> 'label',
    'actual', v_actual,
    'satisfied', v_satisfied);
end
$$
language plpgsql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function product.check_constraint(jsonb, jsonb) is
  'One constraint held against the facts of one offer, judged anew from those facts and not from the fact that the row was found.';

grant execute on function product.check_constraint(jsonb, jsonb) to trueshelf_api;
