create or replace function product.stock_before(
  product_ids bigint[],
  at timestamptz
)
returns table (
  product_id bigint,
  variant_id bigint,
  available bigint
)
as $$
  with first_change as (
    select distinct on (c.product_id, c.key)
      c.product_id, (c.key ->> 'variant_id')::bigint as variant_id, (c.key ->> 'location_id')::bigint as location_id,
      case when c.before is not null then
        greatest((c.before ->> 'on_hand')::bigint - (c.before ->> 'reserved')::bigint, 0) end as available
    from audit.change c
    where c.product_id = any (stock_before.product_ids)
      and c.changed_at > stock_before.at
      and c.relation = 'product.stock'
    order by c.product_id, c.key, c.change_id
  )
  select t.product_id, t.variant_id, (
    select sum(l.available)
    from (
      select s.available
      from product.stock s
      where s.product_id = t.product_id and s.variant_id = t.variant_id
        and not exists (
          select from first_change f
          where f.product_id = s.product_id and f.variant_id = s.variant_id and f.location_id = s.location_id)
      union all
      select f.available from first_change f where f.product_id = t.product_id and f.variant_id = t.variant_id
    ) l)
  from (select distinct f.product_id, f.variant_id from first_change f) t;
$$
language sql
stable
security definer
set search_path = pg_catalog, public, pg_temp
set random_page_cost = 1.1;

comment on function product.stock_before(bigint[], timestamptz) is
  'What was available, over all locations, at an instant of the past, for those variants of the products whose stock changed since, from audit.change; null: unknown then. A page that follows another is ordered by it, so that a sale in between moves nothing. A change that was written before the instant and committed after it is not seen.';

grant execute on function product.stock_before(bigint[], timestamptz) to trueshelf_api;
