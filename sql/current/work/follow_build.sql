create or replace function work.follow_build()
returns trigger
as $$
begin
  update embeddings.model m
  set state = case when new.state = 'cancelled' then 'paused' else 'building' end
  where m.model_id = (new.parameters ->> 'modelId')::bigint
    and m.state = case when new.state = 'cancelled' then 'building' else 'paused' end;
  return null;
end
$$
language plpgsql
volatile
set search_path = pg_catalog, public, pg_temp;

comment on function work.follow_build() is
  'Trigger: a model whose build is cancelled is paused, so that no worker goes on with it; a new build takes the pause away.';

create or replace trigger follow_build
  after insert or update of state on work.job
  for each row
  when (new.kind = 'build' and new.state in ('queued', 'cancelled'))
  execute function work.follow_build();
