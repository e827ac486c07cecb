create or replace function embeddings.embed_products(
  model_id bigint,
  batch_size integer,
  as_of timestamptz
)
returns integer
as $$
declare
  v_worker constant text := 'api.embed_products';
  v_product_ids bigint[];
  v_completed integer;
  v_generations bigint[];
  v_vectors vector[];
begin
  -- A lease lasts as long as this transaction by itself; longer, it would delay what could not be delivered.
  select t.product_ids, t.completed
  into v_product_ids, v_completed
  from embeddings.take_products(
    embed_products.model_id, v_worker, embed_products.batch_size, interval '1 second', embed_products.as_of) t;

  select array_agg(d.product_id order by d.product_id), array_agg(j.generation order by d.product_id), array_agg(d.embedding order by d.product_id)
  into v_product_ids, v_generations, v_vectors
  from embeddings.embed_documents(embed_products.model_id, v_product_ids) d
  join embeddings.job j on j.product_id = d.product_id and j.model_id = embed_products.model_id;

  if v_product_ids is not null then
    perform embeddings.deliver_vectors(
      embed_products.model_id, v_worker, v_product_ids, v_generations, v_vectors, embed_products.as_of);
  end if;
  return v_completed + coalesce(cardinality(v_product_ids), 0);
end
$$
language plpgsql
security definer
set search_path = pg_catalog, public, pg_temp;

comment on function embeddings.embed_products(bigint, integer, timestamptz) is
  'Takes up to batch_size jobs of a built-in model, embeds their products and returns how many it took, those included that it found to be embedded already; 0 when nothing is free.';

grant execute on function embeddings.embed_products(bigint, integer, timestamptz) to trueshelf_api;
