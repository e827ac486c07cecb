create or replace function api.suggest(
  prefix text,
  k integer default 10,
  claims jsonb default null
)
returns jsonb
as $$
begin
  perform product.set_claims(suggest.claims);
  return product.suggestions(suggest.prefix, suggest.k, statement_timestamp());
end
$$
language plpgsql
volatile
security definer
set search_path = pg_catalog, public, pg_temp;

comment on function api.suggest(text, integer, jsonb) is
  'What somebody who has typed so much may want to say: an array, best first, of {kind: CATEGORY, BRAND or PRODUCT, text, slug, handle, productId, path, category, where}; where is the filter that applies a category or brand. Learns from unrestricted products that have a price of the default public list. k: 1 to 50. Raises TSLIM, TSTXT, TSCLM.';

grant execute on function api.suggest(text, integer, jsonb) to trueshelf_gateway;
