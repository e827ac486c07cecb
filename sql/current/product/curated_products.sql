create or replace function product.curated_products(
  written text[],
  as_of timestamptz,
  out pinned_ids bigint[],
  out curated_out_ids bigint[]
)
as $$
  with row_of as (
    -- Both forms of the question may have a row for one product: leaving out goes before pinning.
    select distinct on (c.product_id) c.product_id, c.action, c.position
    from product.curation c
    join product.product p on p.product_id = c.product_id and p.status = 'active'
    where c.query_text = any (curated_products.written)
      and c.valid @> curated_products.as_of
      and (c.audience is null
        or current_setting('trueshelf.customer_group', true) = any (c.audience)
        or current_setting('trueshelf.role', true) = 'merchant')
    order by c.product_id, c.action, c.position
  )
  select
    array_agg(r.product_id order by r.position, r.product_id) filter (where r.action = 'PIN'),
    array_agg(r.product_id order by r.product_id) filter (where r.action = 'EXCLUDE')
  from row_of r;
$$
language sql
stable
security definer
set search_path = pg_catalog, public, pg_temp;

comment on function product.curated_products(text[], timestamptz) is
  'What a merchant pinned to the top of a question''s answer, in order, and what was left out of it, at the instant; null for none. written: the question as asked and as read, lower case with single spaces.';

grant execute on function product.curated_products(text[], timestamptz) to trueshelf_api;
