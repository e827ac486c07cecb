create or replace function product.constraint_label(
  kind text,
  filter jsonb,
  currency text
)
returns text
as $$
  select case constraint_label.kind
    when 'CURRENT_PRICE' then 'at a current price'
    when 'PRICE_MIN' then
      case when (constraint_label.filter #>> '{price,minExclusive}')::boolean then 'over ' else 'at least ' end
      || product.format_money((constraint_label.filter #>> '{price,min}')::numeric, constraint_label.currency)
    when 'PRICE_MAX' then
      case when (constraint_label.filter #>> '{price,maxExclusive}')::boolean then 'under ' else 'at most ' end
      || product.format_money((constraint_label.filter #>> '{price,max}')::numeric, constraint_label.currency)
    when 'IN_STOCK' then 'in stock'
    when 'IN_STOCK_AT' then 'in stock at ' || (
      select string_agg(l.name, ' or ' order by l.name) from product.location l
      where constraint_label.filter -> 'inStockAt' ? l.code)
    when 'CATEGORY' then 'in ' || (
      select string_agg(c.name, ' or ' order by c.name) from product.category c
      where constraint_label.filter -> 'categories' ? c.slug)
    when 'BRAND' then 'by ' || product.brand_names(constraint_label.filter -> 'brands')
    when 'ATTRIBUTE' then case when not constraint_label.filter #> '{attributes,0}' ? 'values' then
      product.range_label(constraint_label.filter #> '{attributes,0}')
    else
      product.attribute_label(constraint_label.filter #>> '{attributes,0,name}') || ': '
      || product.joined(constraint_label.filter #> '{attributes,0,values}')
    end
    when 'EXCLUDE_CATEGORY' then 'not in ' || (
      select string_agg(c.name, ' or ' order by c.name) from product.category c
      where constraint_label.filter #> '{exclude,categories}' ? c.slug)
    when 'EXCLUDE_BRAND' then 'not by ' || product.brand_names(constraint_label.filter #> '{exclude,brands}')
    when 'EXCLUDE_ATTRIBUTE' then
      product.attribute_label(constraint_label.filter #>> '{exclude,attributes,0,name}') || ' not '
      || product.joined(constraint_label.filter #> '{exclude,attributes,0,values}')
    when 'EXCLUDE_PRODUCT' then 'other than ' || product.joined(constraint_label.filter #> '{exclude,products}')
  end;
$$
language sql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function product.constraint_label(text, jsonb, text) is 'A constraint in words, for chips and narration: "under $150.00", "material: leather or suede", "capacity at least 20 l", "in stock at Berlin or Porto".';

grant execute on function product.constraint_label(text, jsonb, text) to trueshelf_api;
