create or replace function product.format_weight(
  grams numeric
)
returns text
as $$
  select case
    when format_weight.grams >= 1000 then trim_scale(round(format_weight.grams / 1000, 2))::text || ' kg'
    else trim_scale(round(format_weight.grams, 1))::text || ' g'
  end;
$$
language sql
immutable
parallel safe;

comment on function product.format_weight(numeric) is 'Grams as a shopper reads them: "840 g", "1.25 kg"; null for unknown.';

grant execute on function product.format_weight(numeric) to trueshelf_api;
