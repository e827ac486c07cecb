create or replace function embeddings.notify_worker()
returns trigger
as $$
begin
  perform pg_notify('trueshelf_embeddings', '');
  return null;
end
$$
language plpgsql
set search_path = pg_catalog, public, pg_temp;

comment on function embeddings.notify_worker() is
  'Trigger: wakes the workers when the transaction that queued something commits. A sharded install leaves it out, and its workers poll.';

create or replace trigger notify_worker
  after insert or update of generation on embeddings.job
  for each statement execute function embeddings.notify_worker();
