create or replace function embeddings.embed_products(
  model_id bigint,
  batch_size integer,
  as_of timestamptz
)
returns integer
as $$
declare
  v_product_ids bigint[];
  v_generations bigint[];
begin
  -- A lease, not a lock: two callers take different batches, and one that dies gives its batch back in a minute.
  with claimed as (
    update embeddings.job j
    set leased_until = embed_products.as_of + interval '1 minute', attempts = j.attempts + 1
    where j.model_id = embed_products.model_id
      and j.product_id in (
        select n.product_id
        from embeddings.job n
        where n.model_id = embed_products.model_id
          and (n.leased_until is null or n.leased_until <= embed_products.as_of)
        order by n.enqueued_at, n.product_id
        limit embed_products.batch_size
      )
      and (j.leased_until is null or j.leased_until <= embed_products.as_of)
    returning j.product_id, j.generation
  )
  select array_agg(c.product_id), array_agg(c.generation) into v_product_ids, v_generations from claimed c;

  if v_product_ids is null then
    return 0;
  end if;

  insert into embeddings.product_embedding as e (product_id, model_id, content_hash, embedding, embedded_at)
  select d.product_id, embed_products.model_id, d.content_hash, d.embedding, embed_products.as_of
  from embeddings.embed_documents(embed_products.model_id, v_product_ids) d
  on conflict on constraint product_embedding_pkey do update
  set content_hash = excluded.content_hash, embedding = excluded.embedding, embedded_at = excluded.embedded_at
  where e.content_hash <> excluded.content_hash;

  delete from embeddings.job j
  using unnest(v_product_ids, v_generations) done (product_id, generation)
  where j.product_id = done.product_id and j.model_id = embed_products.model_id and j.generation = done.generation;

  update embeddings.job j
  set leased_until = null
  where j.model_id = embed_products.model_id and j.product_id = any (v_product_ids);

  return cardinality(v_product_ids);
end
$$
language plpgsql
security definer
set search_path = pg_catalog, public, pg_temp;

comment on function embeddings.embed_products(bigint, integer, timestamptz) is
  'Takes up to batch_size jobs of a built-in model, embeds their products and returns how many it took; 0 when none is left. A product edited meanwhile keeps its job.';

grant execute on function embeddings.embed_products(bigint, integer, timestamptz) to trueshelf_api;
