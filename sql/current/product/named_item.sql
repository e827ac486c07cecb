create or replace function product.named_item(
  item jsonb
)
returns text
as $$
  select case when n.title ~* '^(the|an?)\M' then '' else 'the ' end || n.title
    || case when n.brand is null or strpos(lower(n.title), lower(n.brand)) > 0 then '' else ' by ' || n.brand end
    || coalesce(case when n.options ~ '^(in|with) ' then ' ' else ', ' end || n.options, '')
  from (
    select named_item.item ->> 'title' as title, named_item.item ->> 'brand' as brand,
      product.option_phrase(named_item.item -> 'options') as options
  ) n;
$$
language sql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function product.named_item(jsonb) is
  'A product by its title, its brand where the title has none of it, and the options of the offer shown: "the Juno Biker Jacket by Pellworth in black, size S".';

grant execute on function product.named_item(jsonb) to trueshelf_api;
