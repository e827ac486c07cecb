create or replace function embeddings.renew_leases(
  model_id bigint,
  worker text,
  product_ids bigint[],
  lease interval,
  as_of timestamptz
)
returns bigint[]
as $$
declare
  v_product_id bigint;
  v_renewed bigint[] := '{}';
begin
  begin
    return embeddings.extend_leases(
      renew_leases.model_id, renew_leases.worker, renew_leases.product_ids, renew_leases.lease, renew_leases.as_of);
  exception when lock_not_available then
    null; -- somebody is editing one of them
  end;
  for v_product_id in select distinct g.product_id from unnest(renew_leases.product_ids) g (product_id) order by 1 loop
    perform from embeddings.job j
    where j.product_id = v_product_id and j.model_id = renew_leases.model_id
    for update skip locked;
    if found then
      v_renewed := v_renewed || embeddings.extend_leases(
        renew_leases.model_id, renew_leases.worker, array[v_product_id], renew_leases.lease, renew_leases.as_of);
    end if;
  end loop;
  return v_renewed;
exception when lock_not_available then
  return v_renewed; -- a model is being added
end
$$
language plpgsql
volatile
security definer
set search_path = pg_catalog, public, pg_temp
set lock_timeout = '100ms';

comment on function embeddings.renew_leases(bigint, text, bigint[], interval, timestamptz) is
  'The work behind api.renew_embeddings(): embeddings.extend_leases() without waiting for those who edit; what is being edited is not renewed.';

grant execute on function embeddings.renew_leases(bigint, text, bigint[], interval, timestamptz) to trueshelf_api;
