create or replace function embeddings.release_products(
  model_id bigint,
  worker text,
  product_ids bigint[],
  generations bigint[],
  error jsonb,
  park boolean,
  retry_after interval,
  as_of timestamptz
)
returns integer
as $$
declare
  v_one record;
  v_released integer := 0;
begin
  begin
    return embeddings.free_jobs(
      release_products.model_id, release_products.worker, release_products.product_ids, release_products.generations,
      release_products.error, release_products.park, release_products.retry_after, release_products.as_of);
  exception when lock_not_available then
    null; -- somebody is editing one of them
  end;
  for v_one in
    select g.product_id, g.generation
    from unnest(release_products.product_ids, release_products.generations) g (product_id, generation)
    order by g.product_id
  loop
    perform from embeddings.job j
    where j.product_id = v_one.product_id and j.model_id = release_products.model_id
    for update skip locked;
    if found then
      v_released := v_released + embeddings.free_jobs(
        release_products.model_id, release_products.worker, array[v_one.product_id], array[v_one.generation],
        release_products.error, release_products.park, release_products.retry_after, release_products.as_of);
    end if;
  end loop;
  return v_released;
exception when lock_not_available then
  return v_released; -- a model is being added; the leases run out by themselves
end
$$
language plpgsql
volatile
security definer
set search_path = pg_catalog, public, pg_temp
set lock_timeout = '100ms';

comment on function embeddings.release_products(bigint, text, bigint[], bigint[], jsonb, boolean, interval, timestamptz) is
  'The work behind api.release_embeddings(): embeddings.free_jobs() without waiting for those who edit; what is being edited stays leased.';

grant execute on function embeddings.release_products(bigint, text, bigint[], bigint[], jsonb, boolean, interval, timestamptz) to trueshelf_api;
