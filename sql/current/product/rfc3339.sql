create or replace function product.rfc3339(
  instant timestamptz
)
returns text
as $$
  select case when isfinite(rfc3339.instant) and rfc3339.instant >= '0001-01-01Z' and rfc3339.instant < '10000-01-01Z'
    then to_char(rfc3339.instant at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') end;
$$
language sql
immutable
parallel safe;

comment on function product.rfc3339(timestamptz) is 'An instant in UTC to the microsecond; null for an infinite one, and outside the years 1 to 9999, which RFC 3339 cannot write.';

grant execute on function product.rfc3339(timestamptz) to trueshelf_api;
