create or replace function product.narrate_unavailable(
  gone text,
  gone_count bigint,
  unknown text
)
returns text
as $$
  select coalesce('; ' || narrate_unavailable.gone || case when narrate_unavailable.gone_count = 1 then ' is sold out' else ' are sold out' end, '')
    || coalesce('; of ' || narrate_unavailable.unknown || ' the stock is not recorded', '');
$$
language sql
immutable
parallel safe;

comment on function product.narrate_unavailable(text, bigint, text) is
  'What goes behind a clause about what is in stock: which of a product is sold out, and of which nobody counted; empty for neither. gone and unknown: as they are listed, null for none.';

grant execute on function product.narrate_unavailable(text, bigint, text) to trueshelf_api;
