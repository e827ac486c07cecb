create or replace function embeddings.add_model(
  name text,
  settings jsonb
)
returns jsonb
as $$
declare
  v_settings constant jsonb := embeddings.model_settings(add_model.name, add_model.settings);
  v_lock_timeout constant text := current_setting('lock_timeout');
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
  begin
    perform set_config('lock_timeout', '10s', true);
    delete from embeddings.model m where m.name = add_model.name;
  exception when lock_not_available then
    raise exception using errcode = 'TSMOD',
      message = format('somebody has been writing products of the retired model "%s" for 10 seconds without committing', add_model.name),
      hint = 'select pid, xact_start, state, query from pg_stat_activity order by xact_start; shows it first. Let it end, then try again; or choose another name.';
  end;
  perform set_config('lock_timeout', v_lock_timeout, true);
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
