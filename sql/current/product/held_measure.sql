create or replace function product.held_measure(
  measure text,
  attributes jsonb,
  weight_grams numeric,
  amount numeric,
  released_on date,
  rating numeric
)
returns double precision
as $$
  select case held_measure.measure
    when 'weight_grams' then held_measure.weight_grams
    when 'price' then held_measure.amount
    when 'released_on' then held_measure.released_on - date '2000-01-01'
    when 'rating' then held_measure.rating
    -- Beyond is no measure of anything, and more than a double precision number may be. In the path: a subquery would keep this
    -- from being inlined.
    else (jsonb_path_query_first(
      held_measure.attributes -> held_measure.measure, '$[*].number() ? (@ < 1e15 && @ > -1e15)', '{}', true) #>> '{}')::numeric
  end::double precision;
$$
language sql
immutable
parallel safe;

comment on function product.held_measure(text, jsonb, numeric, numeric, date, numeric) is
  'What an offer has of a measure that comparatives compare: grams, the amount, days since 2000, stars, or the first value of a number attribute; null where that is unknown. attributes: of the variant, as filters hold it.';

grant execute on function product.held_measure(text, jsonb, numeric, numeric, date, numeric) to trueshelf_api;
