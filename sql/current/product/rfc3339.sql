create or replace function product.rfc3339(
  instant timestamptz
)
returns text
as $$
  select case when isfinite(rfc3339.instant)
    then to_char(rfc3339.instant at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') end;
$$
language sql
immutable
parallel safe;

comment on function product.rfc3339(timestamptz) is 'An instant in UTC to the microsecond; null for an infinite one.';

grant execute on function product.rfc3339(timestamptz) to trueshelf_api;
