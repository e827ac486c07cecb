create or replace function api.release_embeddings(
  model text,
  worker text,
  product_ids bigint[],
  generations bigint[],
  error jsonb default null,
  park boolean default false,
  retry_after interval default '0'
)
returns integer
as $$
declare
  v_model_id constant bigint := embeddings.provider_model(release_embeddings.model);
  v_error constant jsonb := embeddings.check_failure('error', release_embeddings.error);
begin
  perform embeddings.check_worker(release_embeddings.worker);
  perform embeddings.check_lease('retry_after', coalesce(release_embeddings.retry_after, '0'), '0 seconds');
  perform embeddings.check_flat('generations', array_ndims(release_embeddings.generations));
  perform embeddings.check_held(
    release_embeddings.product_ids, 'generations', coalesce(cardinality(release_embeddings.generations), 0));
  if release_embeddings.park and v_error is null then
    raise exception using errcode = 'TSOPT',
      message = 'error is null, expected why the products are parked',
      hint = 'Pass {"code", "message"}, or give the products back without parking them.';
  end if;
  return embeddings.release_products(
    v_model_id, release_embeddings.worker, release_embeddings.product_ids, release_embeddings.generations, v_error,
    coalesce(release_embeddings.park, false), coalesce(release_embeddings.retry_after, '0'), statement_timestamp());
end
$$
language plpgsql
volatile
security definer
set search_path = pg_catalog, public, pg_temp;

comment on function api.release_embeddings(text, text, bigint[], bigint[], jsonb, boolean, interval) is
  'Gives back claimed products that were not embedded, and returns how many of them the worker still held in that generation. Without an error it is as if they had not been taken; with one ({code, message, detail, hint, context}) they keep it, and wait for retry_after or, parked, for an edit or api.retry_embeddings(). Raises TSNFD, TSTXT, TSLIM, TSOPT.';

grant execute on function api.release_embeddings(text, text, bigint[], bigint[], jsonb, boolean, interval) to trueshelf_worker;
