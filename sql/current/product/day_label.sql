create or replace function product.day_label(
  instant timestamptz,
  as_of timestamptz
)
returns text
as $$
  select to_char(day_label.instant at time zone 'UTC',
    case when extract(year from day_label.instant at time zone 'UTC') = extract(year from day_label.as_of at time zone 'UTC')
      then 'FMDD FMMonth' else 'FMDD FMMonth YYYY' end);
$$
language sql
stable
parallel safe;

comment on function product.day_label(timestamptz, timestamptz) is
  'The day of an instant in UTC, with the year where it is not the one of as_of: "2 December", "9 January 2027".';

grant execute on function product.day_label(timestamptz, timestamptz) to trueshelf_api;
