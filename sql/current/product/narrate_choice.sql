create or replace function product.narrate_choice(
  offers jsonb,
  chosen text,
  named text
)
returns text
as $$
  with value as (
    select o.value #>> array['options', k.key] as name, min(o.position) as position, min(k.noun) as noun,
      bool_or(coalesce((o.value #>> '{stock,available}')::integer, 0) > 0) as in_stock,
      bool_and(o.value #>> '{stock,status}' = 'OUT_OF_STOCK') as sold_out
    from jsonb_array_elements(narrate_choice.offers) with ordinality o (value, position)
    join (values ('SIZES', 'size', 'size'), ('COLOURS', 'colour', 'colour'), ('COLOURS', 'color', 'colour')) k (chosen, key, noun)
      on k.chosen = narrate_choice.chosen and o.value -> 'options' ? k.key
    group by 1
  ),
  listed as (
    select product.listed(array_agg(v.name order by v.position) filter (where v.in_stock)) as there,
      product.listed(array_agg(v.name order by v.position) filter (where v.sold_out)) as gone,
      product.listed(array_agg(v.name order by v.position) filter (where not v.in_stock and not v.sold_out)) as unknown,
      count(*) filter (where v.sold_out) as gone_count, min(v.noun) as noun, count(*) as count, min(v.name) as only
    from value v
    where v.name is not null
  )
  select case
    when l.count = 0 then format('no %s is recorded of %s', case narrate_choice.chosen when 'SIZES' then 'size' else 'colour' end, case narrate_choice.named when 'they' then 'them' else narrate_choice.named end)
    else format(case when narrate_choice.chosen = 'SIZES' and l.there is not null then '%1$s %3$s in stock in ' || case when l.there ~ ' and ' then 'sizes ' else 'size ' end || '%2$s'
        when l.there is not null then '%1$s %3$s in stock in %2$s'
        else '%1$s %3$s not in stock in any %2$s' end, narrate_choice.named, coalesce(l.there, l.noun), product.agree(narrate_choice.named, 'is'))
      || product.narrate_unavailable(l.gone, l.gone_count, l.unknown)
  end
  from listed l;
$$
language sql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function product.narrate_choice(jsonb, text, text) is
  'Which sizes (chosen SIZES) or colours (COLOURS) of a product are in stock in at least one offer, which are sold out in all, and of which nobody counted. named: how the clause names the product.';

grant execute on function product.narrate_choice(jsonb, text, text) to trueshelf_api;
