create or replace function product.restocked_products(
  since timestamptz
)
returns bigint[]
as $$
  select array(
    select distinct r.product_id
    from (
      select c.product_id
      from audit.change c
      where c.changed_at > restocked_products.since and c.relation = 'product.stock'
      limit 10000
    ) r);
$$
language sql
stable
security definer
set search_path = pg_catalog, public, pg_temp;

comment on function product.restocked_products(timestamptz) is
  'Products whose stock changed since an instant, at most those of 10,000 changes: ids to look at, which say nothing of whether the caller may see them.';

grant execute on function product.restocked_products(timestamptz) to trueshelf_api;
