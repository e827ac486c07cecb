create or replace function embeddings.enqueue_product()
returns trigger
as $$
begin
  if tg_op = 'UPDATE'
    and (old.title, old.description, old.category_id, old.brand_id, old.search)
      is not distinct from (new.title, new.description, new.category_id, new.brand_id, new.search)
  then
    return null;
  end if;
  insert into embeddings.job as j (product_id, model_id)
  select new.product_id, m.model_id
  from embeddings.model m
  where m.state <> 'retired'
  on conflict on constraint job_pkey do update
  set generation = j.generation + 1, enqueued_at = excluded.enqueued_at, attempts = 0, error = null;
  return null;
end
$$
language plpgsql
set search_path = pg_catalog, public, pg_temp;

comment on function embeddings.enqueue_product() is
  'Trigger: a changed text is queued for every model in use, in the same transaction. Edits coalesce; the generation counts them. It never embeds.';

create or replace trigger enqueue_product
  after insert or update of title, description, category_id, brand_id on product.product
  for each row execute function embeddings.enqueue_product();
