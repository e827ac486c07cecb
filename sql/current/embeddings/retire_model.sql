create or replace function embeddings.retire_model(
  name text,
  as_of timestamptz
)
returns jsonb
as $$
declare
  v_model_id bigint;
  v_state text;
begin
  perform embeddings.lock_models();
  select m.model_id, m.state into v_model_id, v_state from embeddings.model m where m.name = retire_model.name;
  if not found then
    raise exception using errcode = 'TSNFD',
      message = format('there is no model %s', coalesce('"' || left(retire_model.name, 60) || '"', 'without a name')),
      hint = 'select model, state from api.embedding_status(); lists those in use.';
  end if;
  if v_state = 'active' then
    raise exception using errcode = 'TSMOD',
      message = format('model "%s" answers questions now', retire_model.name),
      hint = 'Switch to another model first.';
  end if;
  -- Before the model's own row, in the order in which api.cancel_job() writes them. Those that run end as soon as they hear of
  -- it, and say that their model was retired.
  perform work.cancel_job(j.job_id, retire_model.as_of)
  from work.job j
  where j.state in ('queued', 'running') and j.kind in ('build', 'refresh') and j.parameters ->> 'modelId' = v_model_id::text;
  update embeddings.model m set state = 'retired', failure = null where m.model_id = v_model_id and m.state <> 'retired';
  return jsonb_build_object('model', retire_model.name, 'vectors', embeddings.clear_retired());
end
$$
language plpgsql
volatile
security definer
set search_path = pg_catalog, public, pg_temp;

comment on function embeddings.retire_model(text, timestamptz) is 'The work behind api.retire_model().';

grant execute on function embeddings.retire_model(text, timestamptz) to trueshelf_api;
