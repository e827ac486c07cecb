create or replace function api.retry_embeddings(
  model text default null
)
returns integer
as $$
declare
  v_model_id bigint;
begin
  if retry_embeddings.model is not null then
    select m.model_id into v_model_id
    from embeddings.model m
    where m.name = retry_embeddings.model and m.state <> 'retired';
    if not found then
      raise exception using errcode = 'TSNFD',
        message = format('there is no model "%s" in use', retry_embeddings.model),
        hint = 'select * from api.embedding_status(); lists the models. Leave the name out to retry for all of them.';
    end if;
  end if;
  return embeddings.retry_parked(v_model_id, statement_timestamp());
end
$$
language plpgsql
volatile
security definer
set search_path = pg_catalog, public, pg_temp;

comment on function api.retry_embeddings(text) is
  'Puts the products that were parked for a model (left out: for every model) back into the queue, and returns how many. Raises TSNFD.';

grant execute on function api.retry_embeddings(text) to trueshelf_operator;
