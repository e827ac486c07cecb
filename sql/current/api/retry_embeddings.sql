create or replace function api.retry_embeddings(
  model text default null
)
returns integer
as $$
begin
  return embeddings.retry_parked(
    case when retry_embeddings.model is not null
      then embeddings.used_model(retry_embeddings.model, 'Leave the name out to retry for all of them.') end,
    statement_timestamp());
end
$$
language plpgsql
volatile
security definer
set search_path = pg_catalog, public, pg_temp;

comment on function api.retry_embeddings(text) is
  'Puts the products that were parked for a model (left out: for every model) back into the queue, and returns how many; those that somebody is writing just then stay parked. Raises TSNFD, TSMOD.';

grant execute on function api.retry_embeddings(text) to trueshelf_operator;
