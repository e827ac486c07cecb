create or replace function api.retire_model(
  name text
)
returns jsonb
as $$
begin
  return embeddings.retire_model(retire_model.name, statement_timestamp());
end
$$
language plpgsql
volatile
security definer
set search_path = pg_catalog, public, pg_temp;

comment on function api.retire_model(text) is
  'Drops the vectors, the queue, the cached questions and the index of a model that does not answer, and returns {model, vectors}; of a retired one again what was left, such as rows that somebody was writing. Its queued builds and refreshes are cancelled, those that run end. On a large catalogue drop the index concurrently first: here searches wait for it. Raises TSNFD, TSMOD for the active model.';

grant execute on function api.retire_model(text) to trueshelf_operator;
