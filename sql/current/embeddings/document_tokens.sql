create or replace function embeddings.document_tokens(
  product_ids bigint[]
)
returns table (
  product_id bigint,
  title text[],
  brand text[],
  category text[],
  description text[],
  content_hash bytea
)
as $$
  select
    p.product_id,
    embeddings.tokens(p.title),
    embeddings.tokens(coalesce(b.name, '')),
    embeddings.tokens(c.name),
    (embeddings.tokens(p.description))[1:24],
    embeddings.text_hash(p.title, b.name, c.name, p.description)
  from product.product p
  join product.category c on c.category_id = p.category_id
  left join product.brand b on b.brand_id = p.brand_id
  where p.product_id = any (document_tokens.product_ids);
$$
language sql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function embeddings.document_tokens(bigint[]) is
  'The document template of the built-in model, tokenized: title, brand, category, the first 24 words of the description. content_hash is over the text that the template uses.';
