create or replace function embeddings.add_model(
  name text,
  settings jsonb
)
returns jsonb
as $$
declare
  v_settings constant jsonb := embeddings.model_settings(add_model.name, add_model.settings);
  v_model_id bigint;
  v_state text;
begin
  perform embeddings.lock_models();
  select m.state into v_state from embeddings.model m where m.name = add_model.name;
  if v_state <> 'retired' then
    raise exception using errcode = 'TSMOD',
      message = format('there is a model "%s" already; it is %s', add_model.name, v_state),
      hint = 'Choose another name, or retire that one first.';
  end if;
  -- Nothing but its name is left of a retired one.
  delete from embeddings.model m where m.name = add_model.name;
  insert into embeddings.model (
    name, provider, provider_model, base_url, dimensions, send_dimensions, document_template, query_template,
    batch_items, batch_tokens, input_tokens)
  values (
    add_model.name, 'openai', v_settings ->> 'providerModel', v_settings ->> 'baseUrl', (v_settings ->> 'dimensions')::integer,
    (v_settings -> 'sendDimensions')::boolean, v_settings ->> 'documentTemplate', v_settings ->> 'queryTemplate',
    (v_settings ->> 'batchItems')::integer, (v_settings ->> 'batchTokens')::integer, (v_settings ->> 'inputTokens')::integer)
  returning model_id into v_model_id;
  return jsonb_build_object('modelId', v_model_id::text, 'model', add_model.name, 'queued', embeddings.queue_products(v_model_id));
end
$$
language plpgsql
volatile
security definer
set search_path = pg_catalog, public, pg_temp;

comment on function embeddings.add_model(text, jsonb) is 'The work behind api.add_model().';

grant execute on function embeddings.add_model(text, jsonb) to trueshelf_api;
