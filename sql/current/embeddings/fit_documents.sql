create or replace function embeddings.fit_documents(
  after_product_id bigint,
  row_limit integer
)
returns table (
  product_id bigint,
  context text[],
  document text[],
  words text[]
)
as $$
  with page as (
    select p.product_id, p.title, p.description, p.attributes, b.name as brand, c.name as category
    from product.product p
    join product.category c on c.category_id = p.category_id
    left join product.brand b on b.brand_id = p.brand_id
    where p.product_id > fit_documents.after_product_id
      and p.audience is null
      and p.status = 'active'
    order by p.product_id
    limit fit_documents.row_limit
  ),
  tokenized as materialized (
    select
      p.product_id,
      embeddings.tokens(p.title) as title,
      embeddings.tokens(coalesce(p.brand, '')) as brand,
      embeddings.tokens(p.category) as category,
      embeddings.tokens(p.description) as description,
      embeddings.tokens(coalesce((
        select string_agg(v.value #>> '{}', ' ')
        from jsonb_path_query(p.attributes, 'strict $.**') v (value)
        where jsonb_typeof(v.value) = 'string'
      ), '')) as attributes
    from page p
  )
  select
    t.product_id,
    array(select distinct w from unnest(t.title || t.brand || t.category || t.description[1:12]) w),
    t.title || t.title || t.title || t.category || t.category || t.brand || t.description[1:24],
    array(select distinct w from unnest(t.title || t.brand || t.category || t.description || t.attributes) w)
  from tokenized t
  order by t.product_id;
$$
language sql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function embeddings.fit_documents(bigint, integer) is
  'What the fit learns from, a page at a time in order of id: of each active, unrestricted product its context (distinct tokens of title, brand, category and the first 12 of the description), its document (the tokens as they are weighted in its vector) and every distinct word of it.';
