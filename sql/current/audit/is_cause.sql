create or replace function audit.is_cause(
  kind text,
  field text,
  change jsonb
)
returns boolean
as $$
  select case is_cause.kind
    when 'PRICE' then is_cause.change ->> 'relation' = 'product.price'
      and (is_cause.field in ('currency', 'priceList')
        or is_cause.change ->> 'field' = case is_cause.field when 'amount' then 'amount' when 'compareAt' then 'compare_at' else 'valid' end
        -- A price that came or went as a whole, of which the log's amount tells.
        or is_cause.change ->> 'field' = 'amount' and (is_cause.change ->> 'before' is null or is_cause.change ->> 'after' is null))
    when 'STOCK' then is_cause.change ->> 'relation' = 'product.stock'
    when 'VARIANT' then is_cause.change ->> 'relation' in ('product.price', 'product.stock')
    when 'TEXT' then is_cause.change ->> 'relation' = 'product.product'
      and is_cause.change ->> 'field' = case is_cause.field when 'brand' then 'brand_id' when 'category' then 'category_id' else is_cause.field end
    when 'MODEL' then is_cause.change ->> 'relation' = 'product.product'
      and is_cause.change ->> 'field' in ('title', 'description', 'attributes', 'brand_id', 'category_id')
    else true
  end;
$$
language sql
immutable
parallel safe
set search_path = pg_catalog, public, pg_temp;

comment on function audit.is_cause(text, text, jsonb) is
  'Whether a change of a product, one field of a row of the log, can be why its evidence differs in this way: stock by a stock, an amount by an amount or by a price that came or went, a title by the product''s title; a row that came, went or moved by anything.';

grant execute on function audit.is_cause(text, text, jsonb) to trueshelf_api;
