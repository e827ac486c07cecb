create or replace function product.share_more(
  measure text,
  typical double precision,
  held double precision
)
returns double precision
as $$
  select case when num_nulls(share_more.typical, share_more.held) = 0 then 1 / (1 + exp(-least(greatest(case
    when share_more.measure = 'released_on' then (share_more.held - share_more.typical) / 180
    when share_more.measure = 'rating' then 4 * (share_more.held - share_more.typical)
    when share_more.held = share_more.typical then 0
    when share_more.held > 0 and share_more.typical > 0 then 3 * (ln(share_more.held) - ln(share_more.typical))
    -- -10 °C against -5 °C: no ratio means anything there. Near the typical this is what the ratio says.
    else 3 * (share_more.held - share_more.typical) / greatest(abs(share_more.held), abs(share_more.typical))
  end, -50), 50))) end;
$$
language sql
immutable
parallel safe;

comment on function product.share_more(text, double precision, double precision) is
  'How clearly a measure is more than what is typical: 0.5 for the same, towards 1 for more, towards 0 for less; null where either is unknown. Weight, price and number attributes count by their ratio (twice as much: 0.89), where one of both is not above 0 by their difference in proportion to the larger; dates in half years, ratings in quarters of a star.';

grant execute on function product.share_more(text, double precision, double precision) to trueshelf_api;
