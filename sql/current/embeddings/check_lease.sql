create or replace function embeddings.check_lease(
  name text,
  duration interval,
  shortest interval
)
returns void
as $$
begin
  if check_lease.duration is null
    or not isfinite(check_lease.duration)
    or check_lease.duration < check_lease.shortest
    or check_lease.duration > interval '1 day'
  then
    raise exception using errcode = 'TSLIM',
      message = format('%s is %s, expected %s to 1 day', check_lease.name,
        coalesce(check_lease.duration::text, 'null'), check_lease.shortest),
      hint = 'Say how long the provider takes at most, such as ''2 minutes''.';
  end if;
end
$$
language plpgsql
immutable
set search_path = pg_catalog, public, pg_temp;

comment on function embeddings.check_lease(text, interval, interval) is 'Refuses a duration that is missing, too short or over a day (TSLIM).';

grant execute on function embeddings.check_lease(text, interval, interval) to trueshelf_api;
