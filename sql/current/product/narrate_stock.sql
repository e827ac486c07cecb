create or replace function product.narrate_stock(
  offers jsonb,
  named text
)
returns text
as $$
  with offer as (
    select o.position, o.value -> 'stock' as stock, o.value #>> '{stock,status}' as status,
      product.offer_name(o.value -> 'options') as name, (o.value #>> '{stock,available}')::integer as available
    from jsonb_array_elements(narrate_stock.offers) with ordinality o (value, position)
  ),
  counted as (
    select count(*) as count,
      count(*) filter (where f.available > 0) as in_stock,
      product.listed(array_agg(format('%s (%s)', f.name, case f.status when 'LOW' then 'only ' else '' end || f.available) order by f.position) filter (where f.available > 0)) as there,
      product.listed(array_agg(f.name order by f.position) filter (where f.status = 'OUT_OF_STOCK')) as gone,
      count(*) filter (where f.status = 'OUT_OF_STOCK') as gone_count,
      product.listed(array_agg(f.name order by f.position) filter (where f.status = 'UNKNOWN')) as unknown,
      min(f.status) as status, min(f.available) as available,
      bool_or(f.name is null) as is_nameless, product.agree(narrate_stock.named, 'is') as verb
    from offer f
  )
  select case
    when c.count = 1 then format(case c.status
        when 'IN_STOCK' then '%1$s %3$s in stock: %2$s' when 'LOW' then '%1$s %3$s in stock: only %2$s left'
        when 'OUT_OF_STOCK' then '%1$s %3$s sold out' else 'the stock of %1$s is not recorded' end, narrate_stock.named, c.available, c.verb)
      || coalesce(', ' || (
        select product.listed(array_agg(format('%s at %s', l.value ->> 'available', l.value ->> 'name') order by l.position))
        from jsonb_array_elements(narrate_stock.offers #> '{0,stock,locations}') with ordinality l (value, position)
        where (l.value ->> 'available')::integer > 0 and c.available > 0), '')
    when c.in_stock = 0 then case when c.gone_count = c.count then format('%s %s sold out in all %s variants', narrate_stock.named, c.verb, c.count)
      else format('%s %s recorded as in stock in none of %s %s variants', narrate_stock.named, c.verb, product.agree(narrate_stock.named, 'its'), c.count) end
    when c.count > 8 or c.is_nameless then format('%s %s in stock in %s of %s %s variants', narrate_stock.named, c.verb, c.in_stock, product.agree(narrate_stock.named, 'its'), c.count)
    else format('%s %s in stock in %s', narrate_stock.named, c.verb, c.there)
      || product.narrate_unavailable(c.gone, c.gone_count, c.unknown)
  end
  from counted c;
$$
language sql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function product.narrate_stock(jsonb, text) is
  'What is left of a product: of one offer how many and where, of up to eight each by its options, of more in how many of them something is left.';

grant execute on function product.narrate_stock(jsonb, text) to trueshelf_api;
