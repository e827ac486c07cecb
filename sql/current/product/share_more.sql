create or replace function product.share_more(
  measure text,
  typical double precision,
  held double precision
)
returns double precision
as $$
  select case share_more.measure
    when 'weight_grams' then 1 / (1 + power(share_more.typical / share_more.held, 3))
    when 'price' then 1 / (1 + power(share_more.typical / share_more.held, 3))
    when 'released_on' then 1 / (1 + exp(least(greatest((share_more.typical - share_more.held) / 180, -50), 50)))
    when 'rating' then 1 / (1 + exp(least(greatest(4 * (share_more.typical - share_more.held), -50), 50)))
  end;
$$
language sql
immutable
parallel safe;

comment on function product.share_more(text, double precision, double precision) is
  'How clearly a measure is more than what is typical: 0.5 for the same, towards 1 for more, towards 0 for less; null where either is unknown. Weight and price count by their ratio (twice as much: 0.89), dates in half years, ratings in quarters of a star.';

grant execute on function product.share_more(text, double precision, double precision) to trueshelf_api;
