create or replace function product.search_vector(
  title text,
  brand text,
  category text,
  description text,
  attributes jsonb
)
returns tsvector
as $$
  select setweight(to_tsvector('product.search_english', search_vector.title), 'A')
    || setweight(to_tsvector('product.search_english', concat_ws(' ', search_vector.brand, search_vector.category)), 'B')
    || setweight(to_tsvector('product.search_english', search_vector.description), 'C')
    || setweight(to_tsvector('product.search_english', search_vector.attributes), 'D');
$$
language sql
immutable
parallel safe
set search_path = pg_catalog, public, pg_temp;

comment on function product.search_vector(text, text, text, text, jsonb) is
  'The words of a product with their weights: title A, brand and category B, description C, text values of attributes D. Accents are folded.';
