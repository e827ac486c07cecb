create or replace function product.restocked_products(
  since timestamptz,
  row_limit integer
)
returns bigint[]
as $$
  select array(
    select c.product_id
    from audit.change c
    join product.product p on p.product_id = c.product_id
    where c.changed_at > restocked_products.since
      and c.relation = 'product.stock'
      and p.status = 'active'
      and (p.audience is null
        or current_setting('trueshelf.customer_group', true) = any (p.audience)
        or current_setting('trueshelf.role', true) = 'merchant')
    group by c.product_id
    order by c.product_id
    limit restocked_products.row_limit);
$$
language sql
stable
security definer
set search_path = pg_catalog, public, pg_temp
set random_page_cost = 1.1;

comment on function product.restocked_products(timestamptz, integer) is
  'The products that the caller may see whose stock changed since an instant, at most row_limit.';

grant execute on function product.restocked_products(timestamptz, integer) to trueshelf_api;
