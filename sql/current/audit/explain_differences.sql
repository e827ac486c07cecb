create or replace function audit.explain_differences(
  differences jsonb,
  changes jsonb
)
returns jsonb
as $$
  with difference as (
    select d.value as content, d.position, d.value ->> 'kind' as kind, d.value ->> 'productId' as product_id
    from jsonb_array_elements(explain_differences.differences) with ordinality d (value, position)
  ),
  change as materialized (
    select c.value as content, c.position, c.value ->> 'productId' as product_id
    from jsonb_array_elements(explain_differences.changes) with ordinality c (value, position)
  ),
  own as materialized (
    select d.position, c.position as change_position, c.content
    from difference d
    join change c on c.product_id = d.product_id and audit.is_cause(d.kind, d.content ->> 'field', c.content)
      -- A price and a stock are those of the variant that is shown, whose SKU the subject begins with.
      and (d.kind not in ('PRICE', 'STOCK') or starts_with(c.content ->> 'subject', (d.content ->> 'sku') || ', '))
  ),
  -- A row that did not change itself, or still stands behind the page, was moved by what changed of the others.
  others as (
    select distinct d.position, o.change_position, o.content || jsonb_build_object(
      'subject', concat_ws(': ', e.content ->> 'handle', o.content ->> 'subject'), 'handle', e.content -> 'handle', 'title', e.content -> 'title') as content
    from difference d
    join difference e on e.position <> d.position and e.kind = case d.kind when 'ROW_GONE' then 'ROW_NEW' when 'ROW_NEW' then 'ROW_GONE' when 'ORDER' then 'ORDER' end
    join own o on o.position = e.position
    where d.kind = 'ROW_GONE' and d.content ->> 'now' ~ '^\d+$'
      or not exists (select from own x where x.position = d.position)
  ),
  caused as (
    select o.position, o.change_position, o.content || jsonb_build_object('handle', d.content -> 'handle', 'title', d.content -> 'title') as content
    from own o
    join difference d on d.position = o.position
    union
    select * from others
  )
  select coalesce(jsonb_agg(d.content - 'sku' || jsonb_build_object('causes', (
      select coalesce(jsonb_agg(c.content order by c.change_position), '[]')
      from caused c
      where c.position = d.position)) order by d.position), '[]')
  from difference d;
$$
language sql
immutable
set search_path = pg_catalog, public, pg_temp;

comment on function audit.explain_differences(jsonb, jsonb) is
  'Gives each difference of a replay its causes among the changes (of audit.changes_of, with productId): those of its own product that can be, of a price or a stock of the variant shown (sku of the difference, taken out again), or for a row that moved without them those of the rows that moved it. A cause says with productId, handle and title whose change it is; of another row than the difference its subject begins with the handle.';

grant execute on function audit.explain_differences(jsonb, jsonb) to trueshelf_api;
