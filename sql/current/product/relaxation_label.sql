create or replace function product.relaxation_label(
  item_constraint jsonb,
  currency text
)
returns text
as $$
  select case relaxation_label.item_constraint ->> 'kind'
    when 'PRICE_MIN' then format(
      case when (f.filter #>> '{price,minExclusive}')::boolean then 'also %s and below' else 'also below %s' end,
      product.format_money((f.filter #>> '{price,min}')::numeric, relaxation_label.currency))
    when 'PRICE_MAX' then format(
      case when (f.filter #>> '{price,maxExclusive}')::boolean then 'also %s and above' else 'also above %s' end,
      product.format_money((f.filter #>> '{price,max}')::numeric, relaxation_label.currency))
    when 'IN_STOCK' then 'also sold out'
    when 'IN_STOCK_AT' then 'also not ' || (relaxation_label.item_constraint ->> 'label')
    when 'CATEGORY' then 'any category'
    when 'BRAND' then 'any brand'
    when 'ATTRIBUTE' then 'any ' || product.attribute_label(f.filter #>> '{attributes,0,name}')
    when 'EXCLUDE_ATTRIBUTE' then 'also ' || product.joined(f.filter #> '{exclude,attributes,0,values}')
    -- EXCLUDE_CATEGORY, EXCLUDE_BRAND: "not in Jackets", "not by Acme".
    else 'also ' || regexp_replace(relaxation_label.item_constraint ->> 'label', '^not ', '')
  end
  from (select relaxation_label.item_constraint -> 'filter' as filter) f;
$$
language sql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function product.relaxation_label(jsonb, text) is
  'What giving up a constraint lets in, in words: "any brand", "also above $80.00", "also sold out", "also leather".';

grant execute on function product.relaxation_label(jsonb, text) to trueshelf_api;
