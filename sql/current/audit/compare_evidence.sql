create or replace function audit.compare_evidence(
  before jsonb,
  now jsonb
)
returns table (
  kind text,
  product_id text,
  handle text,
  title text,
  field text,
  was text,
  becomes text
)
as $$
  with old as (
    select i.value as item, i.value ->> 'productId' as id, i.position, (i.value ->> 'rank')::bigint as rank
    from jsonb_array_elements(compare_evidence.before) with ordinality i (value, position)
  ),
  new as (
    select i.value as item, i.value ->> 'productId' as id, i.position, (i.value ->> 'rank')::bigint as rank
    from jsonb_array_elements(compare_evidence.now) with ordinality i (value, position)
  ),
  pair as (
    select o.id, o.item as old, n.item as new, o.position,
      -- Among themselves: what a newcomer or a loss moves up or down has not changed its place.
      row_number() over (order by o.position) as old_place,
      row_number() over (order by n.position) as new_place
    from old o
    join new n on n.id = o.id
  ),
  found as (
    select 1 as step, o.position, 'ROW_GONE' as kind, o.item as shown, 'rank' as field, o.rank::text as was, null as becomes
    from old o
    where not exists (select from new n where n.id = o.id)
    union all
    select 2, n.position, 'ROW_NEW', n.item, 'rank', null, n.rank::text
    from new n
    where not exists (select from old o where o.id = n.id)
    union all
    select 3, b.position, 'ORDER', b.old, 'rank', b.old ->> 'rank', b.new ->> 'rank'
    from pair b
    where b.old_place <> b.new_place
    union all
    select 4, b.position, 'VARIANT', b.old, 'sku', b.old ->> 'sku', b.new ->> 'sku'
    from pair b
    where b.old ->> 'variantId' <> b.new ->> 'variantId'
    union all
    -- Of another variant these are other facts, not changed ones; so with its texts.
    select 5, b.position, 'PRICE', b.old, f.name, b.old #>> array['price', f.name], b.new #>> array['price', f.name]
    from pair b
    cross join unnest('{amount,currency,compareAt,priceList,validFrom,validTo}'::text[]) f (name)
    where b.old -> 'variantId' = b.new -> 'variantId'
      and b.old #> array['price', f.name] is distinct from b.new #> array['price', f.name]
    union all
    select 6, b.position, 'STOCK', b.old, case when a.differs then 'available' else 'locations' end,
      case when a.differs then b.old #>> '{stock,available}' else audit.stock_text(b.old #> '{stock,locations}') end,
      case when a.differs then b.new #>> '{stock,available}' else audit.stock_text(b.new #> '{stock,locations}') end
    from pair b
    cross join lateral (
      select b.old #> '{stock,available}' is distinct from b.new #> '{stock,available}' as differs offset 0
    ) a
    where b.old -> 'variantId' = b.new -> 'variantId'
      and (b.old #> '{stock,available}' is distinct from b.new #> '{stock,available}'
        or b.old #> '{stock,locations}' is distinct from b.new #> '{stock,locations}')
    union all
    select 7, b.position, 'TEXT', b.old, f.name, b.old ->> f.name, b.new ->> f.name
    from pair b
    cross join unnest('{handle,title,brand,category,sku,options,weightGrams}'::text[]) f (name)
    where b.old -> f.name is distinct from b.new -> f.name
      and (f.name not in ('sku', 'options', 'weightGrams') or b.old -> 'variantId' = b.new -> 'variantId')
    union all
    select 8, b.position, 'MODEL', b.old, 'embeddedAt', b.old #>> '{embedding,embeddedAt}', b.new #>> '{embedding,embeddedAt}'
    from pair b
    where b.old #> '{embedding,model}' = b.new #> '{embedding,model}'
      and b.old #> '{embedding,embeddedAt}' <> b.new #> '{embedding,embeddedAt}'
  )
  select f.kind, f.shown ->> 'productId', f.shown ->> 'handle', f.shown ->> 'title', f.field, f.was, f.becomes
  from found f
  order by f.step, f.position, f.field;
$$
language sql
immutable
parallel safe
set search_path = pg_catalog, public, pg_temp;

comment on function audit.compare_evidence(jsonb, jsonb) is
  'How two lists of evidence items differ, a row a field: rows that are gone or new, in their order; then those whose order among the rows of both is another, other variants, and of the same variant prices, stock, texts, and vectors made anew by the same model. before null where it is new, now null where it is gone.';

grant execute on function audit.compare_evidence(jsonb, jsonb) to trueshelf_api;
