create or replace function product.day_words(
  instant text,
  other text
)
returns text
as $$
  select to_char(day_words.instant::timestamptz at time zone 'UTC',
    case
      when (day_words.instant::timestamptz at time zone 'UTC')::date = (day_words.other::timestamptz at time zone 'UTC')::date
        then 'FMDD FMMonth YYYY HH24:MI:SS "UTC"'
      else 'FMDD FMMonth YYYY'
    end);
$$
language sql
stable
parallel safe
set search_path = pg_catalog, public, pg_temp;

comment on function product.day_words(text, text) is
  'The day of an RFC 3339 instant, in UTC ("2 December 2026"), with the time of day where another instant is of the same day; null for null.';

grant execute on function product.day_words(text, text) to trueshelf_api;
