create or replace function product.spread_reference_name()
returns trigger
as $$
declare
  v_product_ids bigint[];
  v_model_ids bigint[];
begin
  if old.name is distinct from new.name then
    if tg_table_name = 'brand' then
      with touched as (
        update product.product p set brand_id = p.brand_id where p.brand_id = new.brand_id returning p.product_id
      )
      select array_agg(t.product_id) into v_product_ids from touched t;
    else
      with touched as (
        update product.product p set category_id = p.category_id where p.category_id = new.category_id returning p.product_id
      )
      select array_agg(t.product_id) into v_product_ids from touched t;
    end if;
    -- Queued here, for the trigger on products compares what they say themselves.
    select array_agg(t.product_id), array_agg(m.model_id)
    into v_product_ids, v_model_ids
    from unnest(v_product_ids) t (product_id)
    join embeddings.model m on m.state <> 'retired' and tg_table_name = any (m.document_fields);
    if v_product_ids is not null then
      perform embeddings.enqueue_jobs(v_product_ids, v_model_ids);
    end if;
  end if;
  return null;
end
$$
language plpgsql
set search_path = pg_catalog, public, pg_temp;

comment on function product.spread_reference_name() is
  'Trigger on reference tables: a renamed brand or category changes the words and the meaning of its products. A sharded install leaves it out (it writes many shards), and touches and queues the products itself.';

create or replace trigger spread_reference_name
  after update of name on product.brand
  for each row execute function product.spread_reference_name();
create or replace trigger spread_reference_name
  after update of name on product.category
  for each row execute function product.spread_reference_name();
