create or replace function product.describe_item(
  item jsonb
)
returns text
as $$
  select concat_ws(', ',
    product.format_money((describe_item.item #>> '{price,amount}')::numeric, describe_item.item #>> '{price,currency}'),
    case describe_item.item #>> '{stock,status}'
      when 'IN_STOCK' then (describe_item.item #>> '{stock,available}') || ' in stock'
      when 'LOW' then 'only ' || (describe_item.item #>> '{stock,available}') || ' left'
      when 'OUT_OF_STOCK' then 'sold out'
      else 'stock unknown'
    end,
    product.format_weight((describe_item.item ->> 'weightGrams')::numeric));
$$
language sql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function product.describe_item(jsonb) is 'The facts of an evidence item in a few words: "$129.00, 12 in stock, 840 g".';

grant execute on function product.describe_item(jsonb) to trueshelf_api;
