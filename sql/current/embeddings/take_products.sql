create or replace function embeddings.take_products(
  model_id bigint,
  worker text,
  batch_size integer,
  lease interval,
  as_of timestamptz,
  out product_ids bigint[],
  out contents text[],
  out completed integer
)
as $$
declare
  v_taken bigint[];
  v_changed bigint[];
  v_contents text[];
  v_empty bigint[];
  v_generations bigint[];
begin
  product_ids := '{}';
  contents := '{}';
  completed := 0;
  while cardinality(product_ids) < take_products.batch_size and completed < 10000 loop
    v_taken := embeddings.take_jobs(
      take_products.model_id, take_products.worker, take_products.batch_size - cardinality(product_ids),
      take_products.lease, take_products.as_of);
    exit when cardinality(v_taken) = 0;

    -- Read after the rows were locked: who edits one of these texts has committed before or waits for us, so that the text
    -- is exactly that of the generation.
    with document as materialized (
      select d.* from embeddings.documents(take_products.model_id, v_taken) d
    ),
    changed as (
      update embeddings.job j
      set content_hash = d.content_hash,
        -- What is stale is embedded anyhow, and counts as stale: see embeddings.status.
        forced = j.forced and h.is_vectors
      from document d
      cross join lateral (
        select exists (
          select from embeddings.product_embedding e
          where e.product_id = d.product_id and e.model_id = take_products.model_id and e.content_hash = d.content_hash
        ) as is_vectors
      ) h
      where j.product_id = d.product_id
        and j.model_id = take_products.model_id
        and (j.forced or not h.is_vectors)
      returning j.product_id, j.generation, j.enqueued_at, d.content, d.content is distinct from '' as is_text
    )
    select
      coalesce(array_agg(c.product_id order by c.enqueued_at, c.product_id) filter (where c.is_text), '{}'),
      coalesce(array_agg(c.content order by c.enqueued_at, c.product_id) filter (where c.is_text), '{}'),
      coalesce(array_agg(c.product_id order by c.product_id) filter (where not c.is_text), '{}'),
      coalesce(array_agg(c.generation order by c.product_id) filter (where not c.is_text), '{}')
    into v_changed, v_contents, v_empty, v_generations
    from changed c;

    product_ids := product_ids || v_changed;
    contents := contents || v_contents;
    completed := completed + cardinality(v_taken) - cardinality(v_changed);

    -- A template may leave nothing of a product, and no provider embeds an empty text.
    if cardinality(v_empty) > 0 then
      perform embeddings.deliver_vectors(
        take_products.model_id, take_products.worker, v_empty, v_generations,
        array_fill(null::vector, array[cardinality(v_empty)]), take_products.as_of);
    end if;
    delete from embeddings.job j
    where j.product_id = any (array(select unnest(v_taken) except select unnest(v_changed || v_empty)))
      and j.model_id = take_products.model_id;
  end loop;
end
$$
language plpgsql
volatile
set search_path = pg_catalog, public, pg_temp;

comment on function embeddings.take_products(bigint, text, integer, interval, timestamptz) is
  'Leases up to batch_size products whose text is not that of their vector (or that are to be embedded anyhow), oldest first, with their texts; those for which there is nothing to embed are completed on the way and counted, at most 10,000 and a batch.';
