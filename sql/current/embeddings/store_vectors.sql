create or replace function embeddings.store_vectors(
  model_id bigint,
  worker text,
  product_ids bigint[],
  generations bigint[],
  vectors vector[],
  as_of timestamptz
)
returns table (
  product_id bigint,
  outcome text
)
as $$
declare
  v_stored constant bigint[] := embeddings.deliver_vectors(
    store_vectors.model_id, store_vectors.worker, store_vectors.product_ids, store_vectors.generations,
    store_vectors.vectors, store_vectors.as_of);
begin
  -- What was edited meanwhile is free at once, not only when its lease has run out.
  if cardinality(v_stored) < cardinality(store_vectors.product_ids) then
    begin
      update embeddings.job j
      set leased_until = null
      from unnest(store_vectors.product_ids, store_vectors.generations) g (product_id, generation)
      where j.product_id = g.product_id
        and j.model_id = store_vectors.model_id
        and j.generation <> g.generation
        and j.leased_by = store_vectors.worker
        and j.leased_until is not null;
    exception when lock_not_available then
      null; -- being edited again
    end;
  end if;
  if cardinality(v_stored) > 0 then
    perform embeddings.note_failure(store_vectors.model_id, null);
  end if;
  return query
    select g.product_id, case when g.product_id = any (v_stored) then 'STORED' else 'SUPERSEDED' end
    from unnest(store_vectors.product_ids) with ordinality g (product_id, position)
    order by g.position;
end
$$
language plpgsql
volatile
security definer
set search_path = pg_catalog, public, pg_temp
set lock_timeout = '100ms';

comment on function embeddings.store_vectors(bigint, text, bigint[], bigint[], vector[], timestamptz) is
  'The work behind api.store_embeddings(), after its checks.';

grant execute on function embeddings.store_vectors(bigint, text, bigint[], bigint[], vector[], timestamptz) to trueshelf_api;
