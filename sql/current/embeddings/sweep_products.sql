create or replace function embeddings.sweep_products(
  model_id bigint,
  after_product_id bigint,
  batch_size integer,
  as_of timestamptz
)
returns jsonb
as $$
declare
  v_product_ids constant bigint[] := array(
    select p.product_id
    from product.product p
    where p.product_id > sweep_products.after_product_id
    order by p.product_id
    limit sweep_products.batch_size
  );
  v_looked constant integer := cardinality(v_product_ids);
  v_model_id bigint;
  v_alone bigint[];
  v_queued integer := 0;
begin
  for v_model_id in
    select m.model_id
    from embeddings.model m
    where m.state <> 'retired' and (sweep_products.model_id is null or m.model_id = sweep_products.model_id)
    order by m.model_id
  loop
    -- What waits already is not touched: a parked product stays parked.
    v_alone := array(
      select a.product_id
      from unnest(v_product_ids) a (product_id)
      where not exists (select from embeddings.job j where j.product_id = a.product_id and j.model_id = v_model_id)
    );
    v_queued := v_queued + (
      select s.queued from embeddings.queue_stale(v_model_id, v_alone, false, sweep_products.as_of) s
    );
  end loop;
  return jsonb_build_object(
    'next', case when v_looked = sweep_products.batch_size then v_product_ids[v_looked]::text end,
    'looked', v_looked,
    'queued', v_queued);
end
$$
language plpgsql
volatile
security definer
set search_path = pg_catalog, public, pg_temp;

comment on function embeddings.sweep_products(bigint, bigint, integer, timestamptz) is
  'The work behind api.sweep_embeddings(); of a model, or (null) of all in use.';

grant execute on function embeddings.sweep_products(bigint, bigint, integer, timestamptz) to trueshelf_api;
