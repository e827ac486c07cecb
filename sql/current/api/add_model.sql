create or replace function api.add_model(
  name text,
  settings jsonb
)
returns jsonb
as $$
begin
  return embeddings.add_model(add_model.name, add_model.settings);
end
$$
language plpgsql
volatile
security definer
set search_path = pg_catalog, public, pg_temp;

comment on function api.add_model(text, jsonb) is
  'Adds a model of a provider that speaks OpenAI''s API, to be built beside those in use, and queues every product for it: {modelId, model, queued}. settings: baseUrl and dimensions (1 to 2000), which are required, providerModel (else the name), sendDimensions, documentTemplate, queryTemplate, batchItems (1 to 2048), batchTokens, inputTokens. The model is being built until a job ends that: api.start_job(''build'', ''{"model": name}''), for a worker. The name of a retired model may be used again. Raises TSOPT, TSMOD.';

grant execute on function api.add_model(text, jsonb) to trueshelf_operator;
