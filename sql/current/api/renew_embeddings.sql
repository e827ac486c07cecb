create or replace function api.renew_embeddings(
  model text,
  worker text,
  product_ids bigint[],
  lease interval default '2 minutes'
)
returns bigint[]
as $$
declare
  v_model_id constant bigint := embeddings.provider_model(renew_embeddings.model);
begin
  perform embeddings.check_worker(renew_embeddings.worker);
  perform embeddings.check_lease('lease', renew_embeddings.lease, '0.001 seconds');
  perform embeddings.check_held(renew_embeddings.product_ids, 'product_ids', coalesce(cardinality(renew_embeddings.product_ids), 0));
  return embeddings.renew_leases(
    v_model_id, renew_embeddings.worker, renew_embeddings.product_ids, renew_embeddings.lease, statement_timestamp());
end
$$
language plpgsql
volatile
security definer
set search_path = pg_catalog, public, pg_temp;

comment on function api.renew_embeddings(text, text, bigint[], interval) is
  'Extends the lease of claimed products to so long from now, and returns those that the worker still holds, by id. Raises TSNFD, TSTXT, TSLIM.';

grant execute on function api.renew_embeddings(text, text, bigint[], interval) to trueshelf_worker;
