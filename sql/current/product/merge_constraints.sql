create or replace function product.merge_constraints(
  demanded jsonb,
  interpretation jsonb,
  currency text
)
returns jsonb
as $$
  with read as (
    select e.value, e.value ->> 'kind' as kind,
      row_number() over (order by (e.value #>> '{span,start}')::integer, e.position) as position, e.value #>> '{filter,price,currency}' as currency,
      e.value #>> '{filter,attributes,0,name}' as attribute
    from jsonb_array_elements(merge_constraints.interpretation -> 'constraints') with ordinality e (value, position)
  ),
  judged as (
    select r.*,
      case when r.currency <> merge_constraints.currency then 'NOT_POSSIBLE' else 'OVERRIDDEN' end as ignored_kind,
      case
        when r.currency <> merge_constraints.currency then
          case
            when exists (select from product.price_list l where l.currency = r.currency and l.customer_group is null) then
              format('this answer is in %s, and amounts are never converted', merge_constraints.currency)
            else format('there is no price list in %s, and amounts are never converted', r.currency)
          end
        when exists (
          select from jsonb_array_elements(merge_constraints.demanded) d
          where d ->> 'kind' = r.kind
            and (r.kind in ('PRICE_MIN', 'PRICE_MAX', 'IN_STOCK', 'CATEGORY', 'BRAND')
              or r.kind = 'ATTRIBUTE' and d #>> '{filter,attributes,0,name}' = r.attribute)
        ) then 'the filter given beside the text says this already, and it goes first'
      end as reason
    from read r
  ),
  -- Two values of one attribute ("size m or size l") are alternatives, not a contradiction.
  attribute as (
    select j.attribute, min(j.position) as position,
      (array_agg(j.value order by j.position))[1] || jsonb_build_object('filter', jsonb_build_object('attributes', jsonb_build_array(
        jsonb_build_object('name', j.attribute, 'values', jsonb_agg(distinct v.value))))) as value
    from judged j
    cross join lateral jsonb_array_elements(j.value #> '{filter,attributes,0,values}') v (value)
    where j.reason is null and j.kind = 'ATTRIBUTE'
    group by j.attribute
  ),
  merged as (
    select 0 as part, 0::bigint as position, jsonb_build_object('kind', 'CURRENT_PRICE', 'source', 'DEFAULT', 'span', null, 'filter', null) as value
    where not exists (select from judged j where j.kind = 'CURRENT_PRICE')
    union all
    select 1, d.position, d.value from jsonb_array_elements(merge_constraints.demanded) with ordinality d (value, position)
    union all
    select 2, j.position, j.value from judged j where j.reason is null and j.kind <> 'ATTRIBUTE'
    union all
    select 2, a.position, a.value from attribute a
  )
  select merge_constraints.interpretation || jsonb_build_object(
    'constraints', (
      select jsonb_agg(
        m.value || jsonb_build_object('id', 'c' || m.number, 'key', product.constraint_key(m.value),
          'label', product.constraint_label(m.value ->> 'kind', m.value -> 'filter', merge_constraints.currency))
        order by m.number)
      from (select value, row_number() over (order by part, position) as number from merged) m
    ),
    'ignored', (
      select coalesce(jsonb_agg('{"kind": "NOT_POSSIBLE", "key": null}'::jsonb || i.value order by i.position), '[]')
      from jsonb_array_elements(merge_constraints.interpretation -> 'ignored') with ordinality i (value, position)
    ) || coalesce((
      select jsonb_agg(jsonb_build_object(
        'span', j.value -> 'span', 'kind', j.ignored_kind, 'key', product.constraint_key(j.value), 'reason', j.reason) order by j.position)
      from judged j
      where j.reason is not null
    ), '[]'));
$$
language sql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function product.merge_constraints(jsonb, jsonb, text) is
  'The whole interpretation of a question: the constraints given as arguments, which go first, then those read from its text in its order, with id, key and label; those that are not honoured are ignored with the reason and a kind, DISMISSED, OVERRIDDEN or NOT_POSSIBLE, and with their key where one is known. A current price is always demanded.';

grant execute on function product.merge_constraints(jsonb, jsonb, text) to trueshelf_api;
