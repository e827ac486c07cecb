create or replace function audit.changes_of(
  product_ids bigint[],
  variant_ids bigint[],
  since timestamptz,
  until timestamptz,
  as_of timestamptz,
  currency text,
  customer_group text,
  written text[]
)
returns table (
  product_id bigint,
  change_id bigint,
  changed_at timestamptz,
  actor text,
  cause text,
  relation text,
  subject text,
  field text,
  before text,
  after text
)
as $$
declare
  v_merchant constant boolean := current_setting('trueshelf.role', true) = 'merchant';
  v_group constant text := case when v_merchant then changes_of.customer_group
    else nullif(current_setting('trueshelf.customer_group', true), '') end;
begin
  return query
  with entry as materialized (
    select c.*, row_number() over (partition by c.product_id, c.relation order by c.changed_at desc, c.change_id desc) as age
    from audit.change c
    where c.product_id = any (changes_of.product_ids)
      and c.changed_at > changes_of.since
      and c.changed_at <= changes_of.until
      and (c.relation <> 'product.curation' or c.key ->> 'query_text' = any (changes_of.written))
      and (c.relation <> 'product.price' or exists (
        select
        from product.price_list l
        where l.price_list_id = (c.key ->> 'price_list_id')::bigint
          and l.currency = changes_of.currency
          and (l.customer_group is null or l.customer_group = changes_of.customer_group and l.customer_group = v_group)))
  ),
  -- What was hidden from the caller for a part of the time, or is so now, has no history for a shopper.
  told as (
    select e.product_id
    from unnest(changes_of.product_ids) e (product_id)
    where v_merchant or (
      exists (
        select
        from product.product p
        where p.product_id = e.product_id
          and p.status = 'active'
          and (p.audience is null or current_setting('trueshelf.customer_group', true) = any (p.audience)))
      and not exists (
        select
        from entry h
        where h.product_id = e.product_id
          and (h.relation = 'product.audience'
            or h.relation = 'product.product' and h.before -> 'status' is distinct from h.after -> 'status')))
  )
  select e.product_id, case when v_merchant then e.change_id end, e.changed_at,
    case when v_merchant then e.actor end, case when v_merchant then e.cause end, e.relation,
    case e.relation
      when 'product.price' then concat_ws(', ', v.sku, l.code)
      when 'product.stock' then concat_ws(', ', v.sku, o.code)
      when 'product.audience' then e.key ->> 'customer_group'
      when 'product.curation' then e.key ->> 'query_text'
    end,
    f.field, f.before, f.after
  from entry e
  join told t on t.product_id = e.product_id
  cross join lateral audit.changed_fields(row(
    e.product_id, e.change_id, e.changed_at, e.actor, e.cause, e.relation, e.key, e.before, e.after)::audit.change, changes_of.as_of) f
  left join product.variant v on v.product_id = e.product_id and v.variant_id = (e.key ->> 'variant_id')::bigint
  left join product.price_list l on l.price_list_id = (e.key ->> 'price_list_id')::bigint
  left join product.location o on o.location_id = (e.key ->> 'location_id')::bigint
  where e.age <= 20
    and (v_merchant or f.field <> 'valid' and (
      e.relation = 'product.price'
      or e.relation = 'product.stock' and (e.key ->> 'variant_id')::bigint = any (changes_of.variant_ids)))
  order by e.change_id, f.field;
end
$$
language plpgsql
stable
security definer
set search_path = pg_catalog, public, pg_temp
set random_page_cost = 1.1;

comment on function audit.changes_of(bigint[], bigint[], timestamptz, timestamptz, timestamptz, text, text, text[]) is
  'What the change log has of some products after since and up to until, oldest first, a row a field, at most the newest 20 entries of a product and relation. Prices: of the currency''s public list and of the customer group''s, of periods that hold as_of; pins and exclusions: of the question as written. To a shopper: amounts of lists that price for the caller as well, and stock of variant_ids, of products that the caller could see all the time; no id, actor or cause. subject: SKU and price list or location, the customer group or the curated question; null for a product''s own fields.';

grant execute on function audit.changes_of(bigint[], bigint[], timestamptz, timestamptz, timestamptz, text, text, text[]) to trueshelf_api;
