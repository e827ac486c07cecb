create or replace function product.narrate_changes(
  item jsonb
)
returns text
as $$
  select string_agg(case c.field
    when 'PRICE' then case
      when c.now is null then format('%s cost %s when I showed it, and is no longer sold', c.named, c.before)
      else format('%s cost %s when I showed it; now it is %s', c.named, c.before, c.now) end
    when 'STOCK' then format('I showed it %s; now %s',
      case c.before when 'sold out' then 'as sold out' else 'with ' || c.before end,
      case c.now when 'sold out' then 'it is sold out' when 'stock unknown' then 'its stock is unknown' else 'it has ' || c.now end)
    when 'TITLE' then format('it was called “%s” when I showed it', c.before)
    when 'WEIGHT' then case
      when c.before is null then format('no weight was recorded when I showed it; now it is %s', c.now)
      else format('its weight was %s when I showed it; now %s', c.before, coalesce('it is ' || c.now, 'none is recorded')) end
    when 'VALID_TO' then format('its price was %s when I showed it; now %s', coalesce('to end on ' || c.before, 'without an end'),
      coalesce('it ends on ' || c.now, 'it has no end'))
    when 'COMPARE_AT' then format('its price was %s when I showed it; now %s', coalesce('compared with ' || c.before, 'compared with none'),
      coalesce('it is compared with ' || c.now, 'with none'))
  end, '; ' order by c.position)
  from (
    select g.*,
      case when g.count = 1 and g.field = 'PRICE' and jsonb_array_length(narrate_changes.item -> 'offers') > 1 then coalesce((
        select 'in ' || product.offer_name(o.value -> 'options') || ' it'
        from jsonb_array_elements(narrate_changes.item -> 'offers') o (value)
        where o.value ->> 'sku' = g.sku), 'it') else 'it' end as named
    from (
      select min(e.position) as position, e.value ->> 'field' as field, e.value ->> 'before' as before, e.value ->> 'now' as now,
        min(e.value ->> 'sku') as sku, count(*) as count
      from jsonb_array_elements(narrate_changes.item -> 'changes') with ordinality e (value, position)
      group by 2, 3, 4
    ) g
    -- A new price has its own end; of a variant that is sold no more the rest says nothing.
    where g.field not in ('VALID_TO', 'COMPARE_AT', 'STOCK') or not exists (
      select from jsonb_array_elements(narrate_changes.item -> 'changes') p (value)
      where p.value ->> 'field' = 'PRICE' and p.value ->> 'sku' = g.sku and (g.field <> 'STOCK' or p.value ->> 'now' is null))
  ) c;
$$
language sql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function product.narrate_changes(jsonb) is
  'What changed of a product since it was shown, both figures: "it cost $98.00 when I showed it; now it is $89.00". Null for nothing.';

grant execute on function product.narrate_changes(jsonb) to trueshelf_api;
