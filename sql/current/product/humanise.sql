create or replace function product.humanise(
  name text
)
returns text
as $$
  select upper(left(humanise.name, 1)) || translate(substr(humanise.name, 2), '-_', '  ');
$$
language sql
immutable
parallel safe;

comment on function product.humanise(text) is
  'A name to show for a slug or an attribute: "leather-jackets" -> "Leather jackets".';

grant execute on function product.humanise(text) to trueshelf_api;
