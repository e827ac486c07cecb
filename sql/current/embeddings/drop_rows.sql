create or replace function embeddings.drop_rows(
  relation regclass,
  model_id bigint
)
returns bigint
as $$
declare
  v_product_ids bigint[];
  v_product_id bigint;
  v_after bigint := 0;
  v_found boolean;
  v_dropped bigint;
  v_all bigint := 0;
begin
  execute format('select exists (select from %s r where r.model_id = $1)', drop_rows.relation)
  into v_found using drop_rows.model_id;
  while v_found loop
    execute format(
      'select array(select r.product_id from %s r where r.model_id = $1 and r.product_id > $2 order by r.product_id limit 10000)',
      drop_rows.relation)
    into v_product_ids using drop_rows.model_id, v_after;
    exit when cardinality(v_product_ids) = 0;
    v_after := v_product_ids[cardinality(v_product_ids)];
    begin
      execute format('delete from %s r where r.model_id = $1 and r.product_id = any ($2)', drop_rows.relation)
      using drop_rows.model_id, v_product_ids;
      get diagnostics v_dropped = row_count;
      v_all := v_all + v_dropped;
    exception when lock_not_available then
      -- Somebody is writing one of them, perhaps for an hour.
      foreach v_product_id in array v_product_ids loop
        execute format(
          'with free as (select r.product_id from %1$s r where r.product_id = $2 and r.model_id = $1 for update skip locked)
           delete from %1$s r using free f where r.product_id = f.product_id and r.model_id = $1', drop_rows.relation)
        using drop_rows.model_id, v_product_id;
        get diagnostics v_dropped = row_count;
        v_all := v_all + v_dropped;
      end loop;
    end;
  end loop;
  return v_all;
end
$$
language plpgsql
volatile
set search_path = pg_catalog, public, pg_temp
set lock_timeout = '100ms';

comment on function embeddings.drop_rows(regclass, bigint) is
  'Drops a model''s rows of the queue or of the vectors but those that somebody is writing, and returns how many; it waits a tenth of a second for each 10,000 at most.';
