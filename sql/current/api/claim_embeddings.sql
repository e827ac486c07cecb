create or replace function api.claim_embeddings(
  model text,
  worker text,
  batch_size integer default 100,
  lease interval default '2 minutes'
)
returns table (
  product_id bigint,
  generation bigint,
  attempts integer,
  content text
)
as $$
declare
  v_model_id constant bigint := embeddings.provider_model(claim_embeddings.model);
begin
  perform embeddings.check_worker(claim_embeddings.worker);
  perform embeddings.check_lease('lease', claim_embeddings.lease, '0.001 seconds');
  if claim_embeddings.batch_size is null or claim_embeddings.batch_size not between 1 and 10000 then
    raise exception using errcode = 'TSLIM',
      message = format('batch_size is %s, expected 1 to 10000', coalesce(claim_embeddings.batch_size::text, 'null')),
      hint = 'Claim as much as one request to the provider takes, and claim again.';
  end if;
  if current_setting('transaction_read_only')::boolean then
    raise exception using errcode = 'read_only_sql_transaction',
      message = 'products cannot be claimed in a read-only transaction, nor on a standby',
      hint = 'Claim on the primary, in a transaction of its own that may write.';
  end if;
  return query
    select c.*
    from embeddings.claim_products(
      v_model_id, claim_embeddings.worker, claim_embeddings.batch_size, claim_embeddings.lease, statement_timestamp()) c;
end
$$
language plpgsql
volatile
security definer
set search_path = pg_catalog, public, pg_temp;

comment on function api.claim_embeddings(text, text, integer, interval) is
  'Leases up to batch_size (1 to 10,000) products to a worker, those that wait longest first, with the text to embed. No other worker gets them before the lease ends. A text that its vector is of already is not handed out but done with. Empty: nothing to do now, or the model is paused. Call it in a transaction of its own, and end that before asking the provider. Raises TSNFD, TSTXT, TSLIM.';

grant execute on function api.claim_embeddings(text, text, integer, interval) to trueshelf_worker;
