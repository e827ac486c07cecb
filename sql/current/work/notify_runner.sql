create or replace function work.notify_runner()
returns trigger
as $$
begin
  perform pg_notify('trueshelf_jobs', '');
  return null;
end
$$
language plpgsql
volatile
set search_path = pg_catalog, public, pg_temp;

comment on function work.notify_runner() is 'Wakes who waits for work, or is to stop it. A sharded install leaves this trigger out; runners look by themselves as well.';

create or replace trigger notify_runner
  after insert or update of cancel_requested_at on work.job
  for each statement execute function work.notify_runner();
