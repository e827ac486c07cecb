create or replace function product.check_constraint(
  item_constraint jsonb,
  facts jsonb
)
returns jsonb
as $$
  with demanded as (
    select
      check_constraint.item_constraint ->> 'kind' as kind,
      check_constraint.item_constraint -> 'filter' as filter,
      (check_constraint.facts ->> 'amount')::numeric as amount
  ),
  judged as (
    select
      d.kind,
      case
        when d.kind in ('PRICE_MIN', 'PRICE_MAX') then product.format_money(d.amount, check_constraint.facts ->> 'currency')
        when d.kind = 'CURRENT_PRICE' then
          'valid ' || coalesce('from ' || (check_constraint.facts ->> 'validFrom'), 'since ever')
          || coalesce(' until ' || (check_constraint.facts ->> 'validTo'), ', no end set')
        when d.kind = 'IN_STOCK' then coalesce((check_constraint.facts ->> 'available') || ' available', 'no stock recorded')
        when d.kind in ('CATEGORY', 'EXCLUDE_CATEGORY') then check_constraint.facts ->> 'category'
        when d.kind in ('BRAND', 'EXCLUDE_BRAND') then coalesce(check_constraint.facts ->> 'brand', 'no brand')
        when d.kind = 'ATTRIBUTE' then coalesce(
          product.joined(check_constraint.facts -> 'attributes' -> (d.filter #>> '{attributes,0,name}')), 'not stated')
        when d.kind = 'EXCLUDE_ATTRIBUTE' then coalesce(
          product.joined(check_constraint.facts -> 'attributes' -> (d.filter #>> '{exclude,attributes,0,name}')), 'not stated')
        else check_constraint.facts ->> 'handle'
      end as actual,
      case d.kind
        when 'PRICE_MIN' then d.amount > (d.filter #>> '{price,min}')::numeric
          or (d.amount = (d.filter #>> '{price,min}')::numeric
            and not coalesce((d.filter #>> '{price,minExclusive}')::boolean, false))
        when 'PRICE_MAX' then d.amount < (d.filter #>> '{price,max}')::numeric
          or (d.amount = (d.filter #>> '{price,max}')::numeric
            and not coalesce((d.filter #>> '{price,maxExclusive}')::boolean, false))
        when 'CURRENT_PRICE' then
          coalesce((check_constraint.facts ->> 'validFrom')::timestamptz, '-infinity') <= (check_constraint.facts ->> 'asOf')::timestamptz
          and coalesce((check_constraint.facts ->> 'validTo')::timestamptz, 'infinity') > (check_constraint.facts ->> 'asOf')::timestamptz
        when 'IN_STOCK' then coalesce((check_constraint.facts ->> 'available')::integer > 0, false)
        when 'CATEGORY' then d.filter -> 'categories' ?|
          array(select jsonb_array_elements_text(check_constraint.facts -> 'categoryPath'))
        when 'EXCLUDE_CATEGORY' then not d.filter #> '{exclude,categories}' ?|
          array(select jsonb_array_elements_text(check_constraint.facts -> 'categoryPath'))
        when 'BRAND' then exists (
          select from jsonb_array_elements_text(d.filter -> 'brands') b (name)
          where lower(b.name) = lower(check_constraint.facts ->> 'brand') or b.name = check_constraint.facts ->> 'brandSlug')
        when 'EXCLUDE_BRAND' then not exists (
          select from jsonb_array_elements_text(d.filter #> '{exclude,brands}') b (name)
          where lower(b.name) = lower(check_constraint.facts ->> 'brand') or b.name = check_constraint.facts ->> 'brandSlug')
        when 'ATTRIBUTE' then coalesce(
          check_constraint.facts -> 'attributes' -> (d.filter #>> '{attributes,0,name}') ?|
          array(select lower(v.value) from jsonb_array_elements_text(d.filter #> '{attributes,0,values}') v (value)), false)
        when 'EXCLUDE_ATTRIBUTE' then not coalesce(
          check_constraint.facts -> 'attributes' -> (d.filter #>> '{exclude,attributes,0,name}') ?|
          array(select lower(v.value) from jsonb_array_elements_text(d.filter #> '{exclude,attributes,0,values}') v (value)), false)
        when 'EXCLUDE_PRODUCT' then not d.filter #> '{exclude,products}' ? (check_constraint.facts ->> 'handle')
      end as satisfied
    from demanded d
  )
  select jsonb_build_object(
    'constraintId', check_constraint.item_constraint ->> 'id',
    'kind', j.kind,
    'required', check_constraint.item_constraint ->> 'label',
    'actual', j.actual,
    'satisfied', j.satisfied
  )
  from judged j;
$$
language sql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function product.check_constraint(jsonb, jsonb) is
  'One constraint held against the facts of one offer, judged anew from those facts and not from the fact that the row was found.';

grant execute on function product.check_constraint(jsonb, jsonb) to trueshelf_api;
