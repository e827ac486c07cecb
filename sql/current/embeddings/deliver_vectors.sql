create or replace function embeddings.deliver_vectors(
  model_id bigint,
  worker text,
  product_ids bigint[],
  generations bigint[],
  vectors vector[],
  as_of timestamptz
)
returns bigint[]
as $$
declare
  v_delivered bigint[] := '{}';
  v_one record;
begin
  -- Held while a model is being added; a row is waited for much less long.
  lock table embeddings.job, embeddings.product_embedding in row exclusive mode;
  perform set_config('lock_timeout', '100ms', true);
  begin
    return embeddings.put_vectors(
      deliver_vectors.model_id, deliver_vectors.worker, deliver_vectors.product_ids, deliver_vectors.generations,
      deliver_vectors.vectors, deliver_vectors.as_of);
  exception when lock_not_available or foreign_key_violation then
    null; -- somebody is editing or deleting one of them, which must not cost the others their vectors
  end;
  for v_one in
    select g.product_id, g.generation, g.embedding
    from unnest(deliver_vectors.product_ids, deliver_vectors.generations, deliver_vectors.vectors) g (product_id, generation, embedding)
    order by g.product_id
  loop
    begin
      perform from product.product p where p.product_id = v_one.product_id for key share nowait;
      continue when not found;
      perform from embeddings.job j
      where j.product_id = v_one.product_id and j.model_id = deliver_vectors.model_id
      for update nowait;
      perform from embeddings.product_embedding e
      where e.product_id = v_one.product_id and e.model_id = deliver_vectors.model_id
      for update nowait;
      v_delivered := v_delivered || embeddings.put_vectors(
        deliver_vectors.model_id, deliver_vectors.worker, array[v_one.product_id], array[v_one.generation],
        array[v_one.embedding], deliver_vectors.as_of);
    exception when lock_not_available or foreign_key_violation then
      null; -- its job stays, and is taken again once the lease has run out
    end;
  end loop;
  return v_delivered;
end
$$
language plpgsql
volatile
set search_path = pg_catalog, public, pg_temp
set lock_timeout = '10s';

comment on function embeddings.deliver_vectors(bigint, text, bigint[], bigint[], vector[], timestamptz) is
  'Keeps vectors as embeddings.put_vectors() does, waits at most 0.1 s for rows that others are writing, and then leaves those out.';
