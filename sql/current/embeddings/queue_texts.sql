create or replace function embeddings.queue_texts(
  model_id bigint,
  product_ids bigint[],
  forced boolean,
  as_of timestamptz
)
returns integer
as $$
declare
  v_queued integer;
begin
  with stale as materialized (
    select s.product_id from unnest(embeddings.stale_products(queue_texts.model_id, queue_texts.product_ids)) s (product_id)
  )
  insert into embeddings.job as j (product_id, model_id, enqueued_at, forced, content_hash)
  select p.product_id, m.model_id, queue_texts.as_of, e.product_id is not null, e.content_hash
  from unnest(case when queue_texts.forced then queue_texts.product_ids else array(select s.product_id from stale s) end) w (product_id)
  join product.product p on p.product_id = w.product_id
  join embeddings.model m on m.model_id = queue_texts.model_id and m.state <> 'retired'
  -- What is stale is embedded in any case. What is not has the hash of its vector, by which the status tells them apart.
  left join embeddings.product_embedding e on e.product_id = p.product_id and e.model_id = m.model_id
    and not exists (select from stale s where s.product_id = p.product_id)
  where not queue_texts.forced or not exists (
    select from embeddings.product_embedding b
    where b.product_id = p.product_id and b.model_id = queue_texts.model_id and b.embedded_at >= queue_texts.as_of
  )
  order by p.product_id
  on conflict on constraint job_pkey do update
  -- A worker may hold a text that was written since we looked.
  set forced = j.forced or excluded.forced and coalesce(j.content_hash, excluded.content_hash) = excluded.content_hash,
    generation = j.generation, -- named, so that workers are told
    attempts = 0,
    error = null,
    parked_at = null,
    retry_at = null
  where j.parked_at is not null or queue_texts.forced and not j.forced;
  get diagnostics v_queued = row_count;
  return v_queued;
end
$$
language plpgsql
volatile
set search_path = pg_catalog, public, pg_temp;

comment on function embeddings.queue_texts(bigint, bigint[], boolean, timestamptz) is
  'Queues those of the products whose vector is not that of their present text, or forced all that were not embedded since as_of, and returns how many. A row that is there keeps its edit and its instant; one that was parked is put back. Only what has a vector of its present text is marked as forced.';
