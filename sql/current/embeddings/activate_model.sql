create or replace function embeddings.activate_model(
  model_id bigint,
  as_of timestamptz
)
returns void
as $$
begin
  if exists (select from embeddings.job j where j.model_id = activate_model.model_id and j.error is null) then
    raise exception 'model % still has products to embed', activate_model.model_id
      using errcode = 'object_not_in_prerequisite_state', hint = 'Call api.embed_products() until it returns 0.';
  end if;
  update embeddings.model m set state = 'retired' where m.state = 'active';
  update embeddings.model m
  set state = 'active', activated_at = activate_model.as_of
  where m.model_id = activate_model.model_id;
  delete from embeddings.product_embedding e using embeddings.model m where m.model_id = e.model_id and m.state = 'retired';
  delete from embeddings.job j using embeddings.model m where m.model_id = j.model_id and m.state = 'retired';
  delete from embeddings.token t using embeddings.model m where m.model_id = t.model_id and m.state = 'retired' and m.provider = 'builtin'
    and (select a.provider from embeddings.model a where a.model_id = activate_model.model_id) = 'builtin';
  delete from embeddings.token_delete t using embeddings.model m where m.model_id = t.model_id and m.state = 'retired' and m.provider = 'builtin'
    and (select a.provider from embeddings.model a where a.model_id = activate_model.model_id) = 'builtin';
end
$$
language plpgsql
set search_path = pg_catalog, public, pg_temp;

comment on function embeddings.activate_model(bigint, timestamptz) is
  'Switches to a fully built model in one transaction and drops the vectors of the one before; its words stay while no other built-in model has taken over word repair. Raises while products wait.';
