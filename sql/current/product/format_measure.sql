create or replace function product.format_measure(
  measure text,
  held double precision,
  currency text
)
returns text
as $$
  select case format_measure.measure
    when 'weight_grams' then product.format_weight(format_measure.held::numeric)
    when 'price' then product.format_money(
      (select round(format_measure.held::numeric, c.minor_units) from product.currency c where c.code = format_measure.currency),
      format_measure.currency)
    when 'released_on' then to_char(date '2000-01-01' + floor(format_measure.held)::integer, 'FMDD FMMonth YYYY')
    when 'rating' then trim_scale(round(format_measure.held::numeric, 2))::text
    else trim_scale(round(format_measure.held::numeric, 2))::text
      || coalesce(' ' || (select a.unit from product.attribute a where a.name = format_measure.measure), '')
  end;
$$
language sql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function product.format_measure(text, double precision, text) is
  'What product.held_measure gives, as a shopper reads it: "1.2 kg", "$129.00", "12 March 2025", "4.2", "72 dB"; null for unknown.';

grant execute on function product.format_measure(text, double precision, text) to trueshelf_api;
