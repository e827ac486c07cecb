create or replace function product.item_changes(
  shown jsonb,
  item jsonb
)
returns jsonb
as $$
  with fact as (
    select f.position, f.field, f.before, f.now
    from (
      select 1, 'TITLE', item_changes.shown ->> 'title', item_changes.item ->> 'title'
      union all
      select 2, 'PRICE',
        product.format_money((item_changes.shown #>> '{price,amount}')::numeric, item_changes.shown #>> '{price,currency}'),
        product.format_money((item_changes.item #>> '{price,amount}')::numeric, item_changes.item #>> '{price,currency}')
      union all
      select 3, 'COMPARE_AT',
        product.format_money((item_changes.shown #>> '{price,compareAt}')::numeric, item_changes.shown #>> '{price,currency}'),
        product.format_money((item_changes.item #>> '{price,compareAt}')::numeric, item_changes.item #>> '{price,currency}')
      union all
      select 4, 'VALID_TO', item_changes.shown #>> '{price,validTo}', item_changes.item #>> '{price,validTo}'
      union all
      select 5, 'STOCK', product.stock_words(item_changes.shown -> 'stock'), product.stock_words(item_changes.item -> 'stock')
      union all
      select 6, 'WEIGHT', product.format_weight((item_changes.shown ->> 'weightGrams')::numeric),
        product.format_weight((item_changes.item ->> 'weightGrams')::numeric)
    ) f (position, field, before, now)
    -- Another currency is another price, and none that changed.
    where f.field not in ('PRICE', 'COMPARE_AT', 'VALID_TO') or item_changes.item -> 'price' is null
      or item_changes.shown #>> '{price,currency}' = item_changes.item #>> '{price,currency}'
  )
  select coalesce(jsonb_agg(jsonb_build_object(
    'field', c.field,
    'sku', coalesce(item_changes.item ->> 'sku', item_changes.shown ->> 'sku'),
    'before', case when c.field = 'VALID_TO' then product.day_words(c.before, c.now) else c.before end,
    'now', case when c.field = 'VALID_TO' then product.day_words(c.now, c.before) else c.now end) order by c.position), '[]')
  from fact c
  where c.before is distinct from c.now;
$$
language sql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function product.item_changes(jsonb, jsonb) is
  'What differs between an evidence item as it was shown and the same variant now ({title, sku, price, stock, weightGrams}; what is missing there is null): [{field, sku, before, now}], as people read it. Prices of two currencies are not compared.';

grant execute on function product.item_changes(jsonb, jsonb) to trueshelf_api;
