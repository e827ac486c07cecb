create or replace function product.exact_matches(
  written text
)
returns table (
  product_id bigint,
  variant_id bigint,
  match text
)
as $$
  -- What the caller may see, before each limit: twenty hidden namesakes must not crowd out the one that is sold.
  with visible as not materialized (
    select p.product_id, p.handle, p.title
    from product.product p
    where p.status = 'active'
      and (p.audience is null
        or current_setting('trueshelf.customer_group', true) = any (p.audience)
        or current_setting('trueshelf.role', true) = 'merchant')
  ),
  named as (
    (
      select k.product_id, k.variant_id, 'SKU' as match, 1 as position
      from product.sku k
      join visible v on v.product_id = k.product_id
      where lower(k.sku) = exact_matches.written
      limit 20
    )
    union all
    (
      select v.product_id, null, 'HANDLE', 2
      from visible v
      where lower(v.handle) = exact_matches.written
      limit 20
    )
    union all
    (
      select v.product_id, null, 'TITLE', 3
      from visible v
      where left(lower(v.title), 200) = left(exact_matches.written, 200)
        and lower(v.title) = exact_matches.written
      order by v.product_id + 0 -- by the key alone the whole table would be walked for the first twenty
      limit 20
    )
  )
  select distinct on (n.product_id) n.product_id, n.variant_id, n.match
  from named n
  order by n.product_id, n.position;
$$
language sql
stable
security definer
set search_path = pg_catalog, public, pg_temp;

comment on function product.exact_matches(text) is
  'The products that the caller may see whose SKU (then with its variant), handle or title is the text itself, whatever the case; written in lower case with single spaces. At most 20 of each. By index; states the entitlement itself, being owned by the tables'' owner.';

grant execute on function product.exact_matches(text) to trueshelf_api;
