create or replace function product.demand_phrase(
  item_constraint jsonb
)
returns text
as $$
  select case
    when d.kind not in ('ATTRIBUTE', 'EXCLUDE_ATTRIBUTE') then d.label
    when not d.demanded ? 'values' then
      case when d.demanded ->> 'name' = 'weight_grams' then regexp_replace(d.label, '^weight ', 'weighing ') else 'with ' || d.label end
    -- "xs" and "in m" are sizes in capitals; more than a few are said by the words that asked for them.
    when d.kind = 'ATTRIBUTE' and d.demanded ->> 'name' = 'size' and jsonb_array_length(d.demanded -> 'values') <= 3 then
      'in size ' || (select string_agg(product.value_label(v.value), ' or ' order by v.position) from jsonb_array_elements_text(d.demanded -> 'values') with ordinality v (value, position))
    when d.asked ~ '^no ' then 'with ' || d.asked
    when d.asked ~ '^(in|with|without|not|made|size|for|of|but|only|free)\M|\Mfree$' then regexp_replace(d.asked, '^(but|only) ', '')
    when d.kind = 'EXCLUDE_ATTRIBUTE' then d.asked
    when d.demanded #>> '{values,0}' in ('true', 'false') then d.asked
    when d.demanded ->> 'name' in ('colour', 'color', 'material') then 'in ' || d.asked
    else 'with ' || d.asked || ' ' || product.attribute_label(d.demanded ->> 'name')
  end
  from (
    select demand_phrase.item_constraint ->> 'kind' as kind, demand_phrase.item_constraint ->> 'label' as label,
      coalesce(demand_phrase.item_constraint #> '{filter,exclude,attributes,0}', demand_phrase.item_constraint #> '{filter,attributes,0}') as demanded,
      product.asked_words(demand_phrase.item_constraint) as asked
  ) d;
$$
language sql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function product.demand_phrase(jsonb) is
  'A constraint as it stands behind a noun: "under $150.00", "in black", "weighing under 1 kg", "with zip closure", "waterproof".';

grant execute on function product.demand_phrase(jsonb) to trueshelf_api;
