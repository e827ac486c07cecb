create or replace function api.store_embeddings(
  model text,
  worker text,
  product_ids bigint[],
  generations bigint[],
  embeddings vector[]
)
returns table (
  product_id bigint,
  outcome text
)
as $$
declare
  v_model_id constant bigint := embeddings.provider_model(store_embeddings.model);
begin
  perform embeddings.check_worker(store_embeddings.worker);
  perform embeddings.check_flat('generations', array_ndims(store_embeddings.generations));
  perform embeddings.check_flat('embeddings', array_ndims(store_embeddings.embeddings));
  perform embeddings.check_held(store_embeddings.product_ids, 'generations', coalesce(cardinality(store_embeddings.generations), 0));
  perform embeddings.check_held(store_embeddings.product_ids, 'embeddings', coalesce(cardinality(store_embeddings.embeddings), 0));
  perform embeddings.check_vectors(v_model_id, store_embeddings.product_ids, store_embeddings.embeddings);
  return query
    select s.*
    from embeddings.store_vectors(
      v_model_id, store_embeddings.worker, store_embeddings.product_ids, store_embeddings.generations,
      store_embeddings.embeddings, statement_timestamp()) s;
end
$$
language plpgsql
volatile
security definer
set search_path = pg_catalog, public, pg_temp;

comment on function api.store_embeddings(text, text, bigint[], bigint[], vector[]) is
  'Delivers the vectors of products that api.claim_embeddings() handed out, at most 10,000, in the same order as their ids and generations; they are brought to unit length. A row for each, in the order given: STORED, or SUPERSEDED where nothing was stored because the product is gone, was edited since or is being edited, or another worker has it now. Bad vectors are refused with all that came with them. Raises TSVEC, TSNFD, TSTXT, TSLIM.';

grant execute on function api.store_embeddings(text, text, bigint[], bigint[], vector[]) to trueshelf_worker;
