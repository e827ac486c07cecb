create or replace function api.similar_items(
  query_text text,
  k integer default 10,
  filter jsonb default '{}',
  options jsonb default '{}',
  query_vector vector default null,
  claims jsonb default null
)
returns table (
  rank bigint,
  product_id bigint,
  handle text,
  title text,
  brand text,
  category text,
  variant_id bigint,
  sku text,
  options_of_variant jsonb,
  weight_grams numeric,
  price numeric,
  currency text,
  compare_at numeric,
  price_valid_from timestamptz,
  price_valid_to timestamptz,
  available integer,
  score numeric,
  semantic numeric,
  lexical numeric,
  mode text,
  strategy text,
  checks jsonb,
  as_of timestamptz,
  cursor text
)
as $$
declare
  v_page jsonb;
begin
  perform product.set_claims(similar_items.claims);
  v_page := product.search_page(
    similar_items.query_text, similar_items.k, similar_items.filter, similar_items.options, similar_items.query_vector,
    statement_timestamp());
  return query
  select
    (i.item ->> 'rank')::bigint,
    (i.item ->> 'productId')::bigint,
    i.item ->> 'handle',
    i.item ->> 'title',
    i.item ->> 'brand',
    i.item ->> 'category',
    (i.item ->> 'variantId')::bigint,
    i.item ->> 'sku',
    i.item -> 'options',
    (i.item ->> 'weightGrams')::numeric,
    (i.item #>> '{price,amount}')::numeric,
    i.item #>> '{price,currency}',
    (i.item #>> '{price,compareAt}')::numeric,
    (i.item #>> '{price,validFrom}')::timestamptz,
    (i.item #>> '{price,validTo}')::timestamptz,
    (i.item #>> '{stock,available}')::integer,
    (i.item #>> '{score,fused}')::numeric,
    (i.item #>> '{score,semantic,similarity}')::numeric,
    (i.item #>> '{score,lexical,score}')::numeric,
    v_page #>> '{retrieval,mode}',
    v_page #>> '{retrieval,strategy}',
    i.item -> 'checks',
    (v_page ->> 'asOf')::timestamptz,
    i.item ->> 'cursor'
  from jsonb_array_elements(v_page -> 'items') with ordinality i (item, position)
  order by i.position;
end
$$
language plpgsql
volatile
security definer
set search_path = pg_catalog, public, pg_temp;

comment on function api.similar_items(text, integer, jsonb, jsonb, vector, jsonb) is
  'One row per product, best first, each with the one offer that meets every constraint and a check per constraint. score: higher is better; semantic: cosine similarity, null without a vector; lexical 0..1, null where no word matched; mode: HYBRID, LEXICAL, SEMANTIC or BROWSE. Same arguments and errors as api.search.';

grant execute on function api.similar_items(text, integer, jsonb, jsonb, vector, jsonb) to trueshelf_gateway;
