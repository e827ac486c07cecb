create or replace function api.start_job(
  kind text,
  parameters jsonb default '{}',
  label text default null
)
returns uuid
as $$
begin
  return work.queue_job(start_job.kind, start_job.parameters, start_job.label, null, statement_timestamp());
end
$$
language plpgsql
volatile
security definer
set search_path = pg_catalog, public, pg_temp;

comment on function api.start_job(text, jsonb, text) is
  'Queues long work for a worker and returns its id: refresh ({"model": name, "products": [handles], "force": true}, all optional; without force only what is stale is embedded), fit ({}), or build ({"model": name}). The label is feature/environment/request id. Raises TSOPT, TSLIM, TSNFD, TSJOB.';

grant execute on function api.start_job(text, jsonb, text) to trueshelf_operator;
