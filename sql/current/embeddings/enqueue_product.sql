create or replace function embeddings.enqueue_product()
returns trigger
as $$
declare
  v_product_ids bigint[];
  v_model_ids bigint[];
begin
  -- Before the models are read: who adds one waits for all who hold this lock, and then queues what they wrote.
  lock table embeddings.job in row exclusive mode;
  if tg_op = 'INSERT' then
    select array_agg(n.product_id), array_agg(m.model_id)
    into v_product_ids, v_model_ids
    from written n
    cross join embeddings.model m
    where m.state <> 'retired';
  else
    select array_agg(n.product_id), array_agg(m.model_id)
    into v_product_ids, v_model_ids
    from written n
    join replaced o on o.product_id = n.product_id
    cross join embeddings.model m
    where m.state <> 'retired'
      and (n.title, n.description, n.category_id, n.brand_id, n.attributes)
        is distinct from (o.title, o.description, o.category_id, o.brand_id, o.attributes)
      and m.document_fields && array[
        case when n.title <> o.title then 'title' end,
        case when n.description <> o.description then 'description' end,
        case when n.category_id <> o.category_id then 'category' end,
        case when n.brand_id is distinct from o.brand_id then 'brand' end,
        case when n.attributes <> o.attributes then 'attributes' end
      ];
  end if;
  if v_product_ids is not null then
    perform embeddings.enqueue_jobs(v_product_ids, v_model_ids);
  end if;
  return null;
end
$$
language plpgsql
set search_path = pg_catalog, public, pg_temp
set enable_nestloop = off; -- planned for one row and kept, a statement over 10,000 rows would compare 100,000,000 pairs

comment on function embeddings.enqueue_product() is
  'Trigger: a changed text is queued for every model whose template uses it, in the same transaction. Edits coalesce; the generation tells them apart. It never embeds.';

create or replace trigger enqueue_product
  after insert on product.product
  referencing new table as written
  for each statement execute function embeddings.enqueue_product();
create or replace trigger enqueue_changed_product
  after update on product.product
  referencing old table as replaced new table as written
  for each statement execute function embeddings.enqueue_product();
