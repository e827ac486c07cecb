create or replace function embeddings.clear_retired()
returns bigint
as $$
declare
  v_retired_ids constant bigint[] := array(select m.model_id from embeddings.model m where m.state = 'retired');
  v_lexicon_id constant bigint := embeddings.lexicon_model();
  v_lock_timeout constant text := current_setting('lock_timeout');
  v_retired_id bigint;
  v_vectors bigint := 0;
  v_index text;
begin
  -- Of every retired model: who edited or embedded while one was being retired may have left something behind.
  foreach v_retired_id in array v_retired_ids loop
    v_vectors := v_vectors + embeddings.drop_rows('embeddings.product_embedding', v_retired_id);
    perform embeddings.drop_rows('embeddings.job', v_retired_id);
  end loop;
  delete from embeddings.query_embedding q where q.model_id = any (v_retired_ids);
  -- Its words stay while no other built-in model has taken over word repair.
  delete from embeddings.token t where t.model_id = any (v_retired_ids) and t.model_id is distinct from v_lexicon_id;
  delete from embeddings.token_delete t where t.model_id = any (v_retired_ids) and t.model_id is distinct from v_lexicon_id;
  -- Last, because from here on all who search wait for the end of the transaction; and not at any price, because behind a
  -- question that takes long everybody else would queue. An empty index that stays harms nobody and goes with the next one.
  for v_index in
    select c.relname
    from pg_index i
    join pg_class c on c.oid = i.indexrelid
    cross join lateral substring(c.relname from '^product_embedding_model_([0-9]+)_hnsw$') n (model_id)
    where i.indrelid = 'embeddings.product_embedding'::regclass
      and n.model_id is not null
      and not exists (select from embeddings.model m where m.model_id = n.model_id::bigint and m.state <> 'retired')
  loop
    begin
      perform set_config('lock_timeout', '2s', true);
      execute format('drop index embeddings.%I', v_index);
    exception when lock_not_available or undefined_object then
      null;
    end;
  end loop;
  perform set_config('lock_timeout', v_lock_timeout, true);
  return v_vectors;
end
$$
language plpgsql
volatile
security definer
set search_path = pg_catalog, public, pg_temp;

comment on function embeddings.clear_retired() is
  'Drops what retired models no longer need: vectors (it returns how many), queue, cached questions, words that another model''s have replaced, and indexes, where nobody holds the table for more than two seconds. Rows that somebody is writing are left for the next time: api.prune() calls it too, and nobody reads them.';

grant execute on function embeddings.clear_retired() to trueshelf_api;
