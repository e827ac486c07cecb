create or replace function api.sweep_embeddings(
  model text default null,
  after_product_id bigint default 0,
  batch_size integer default 1000
)
returns jsonb
as $$
declare
  v_model_id constant bigint := case when sweep_embeddings.model is not null
    then embeddings.used_model(sweep_embeddings.model, 'Leave the name out to sweep for all of them.') end;
begin
  if sweep_embeddings.batch_size is null or sweep_embeddings.batch_size not between 1 and 10000 then
    raise exception using errcode = 'TSLIM',
      message = format('batch_size is %s, expected 1 to 10000', coalesce(sweep_embeddings.batch_size::text, 'null')),
      hint = 'Look at few at once, and call again with after_product_id => next until next is null.';
  end if;
  return embeddings.sweep_products(
    v_model_id, coalesce(sweep_embeddings.after_product_id, 0), sweep_embeddings.batch_size, statement_timestamp());
end
$$
language plpgsql
volatile
security definer
set search_path = pg_catalog, public, pg_temp;

comment on function api.sweep_embeddings(text, bigint, integer) is
  'Looks at up to batch_size (1 to 10,000) products behind after_product_id, by id, and queues those whose vector of a model (left out: of any model in use) is missing or not of their present text although nothing waits: {next (null: that was the end), looked, queued}. An edit is queued by itself, unless its transaction took its snapshot before the model was added, or before the last text was embedded. Raises TSNFD, TSLIM.';

grant execute on function api.sweep_embeddings(text, bigint, integer) to trueshelf_operator, trueshelf_worker;
