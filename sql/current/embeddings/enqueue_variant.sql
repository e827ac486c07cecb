create or replace function embeddings.enqueue_variant()
returns trigger
as $$
declare
  v_product_ids bigint[];
  v_model_ids bigint[];
begin
  lock table embeddings.job in row exclusive mode; -- see embeddings.enqueue_product
  if not exists (select from embeddings.model m where m.state <> 'retired' and 'options' = any (m.document_fields)) then
    return null;
  end if;
  if tg_op = 'INSERT' then
    v_product_ids := array(select distinct n.product_id from written n where n.options <> '{}');
  elsif tg_op = 'DELETE' then
    -- With the product itself gone there is nothing to embed.
    v_product_ids := array(
      select distinct o.product_id
      from replaced o
      join product.product p on p.product_id = o.product_id
      where o.options <> '{}'
    );
  else
    v_product_ids := array(
      select c.product_id from (
        (select n.product_id, n.options from written n except select o.product_id, o.options from replaced o)
        union all
        (select o.product_id, o.options from replaced o except select n.product_id, n.options from written n)
      ) c
      group by c.product_id
    );
  end if;
  select array_agg(g.product_id), array_agg(m.model_id)
  into v_product_ids, v_model_ids
  from unnest(v_product_ids) g (product_id)
  cross join embeddings.model m
  where m.state <> 'retired' and 'options' = any (m.document_fields);
  if v_product_ids is not null then
    perform embeddings.enqueue_jobs(v_product_ids, v_model_ids);
  end if;
  return null;
end
$$
language plpgsql
set search_path = pg_catalog, public, pg_temp;

comment on function embeddings.enqueue_variant() is
  'Trigger: options that come, change or go queue their product for every model whose template uses options.';

create or replace trigger enqueue_variant
  after insert on product.variant
  referencing new table as written
  for each statement execute function embeddings.enqueue_variant();
create or replace trigger enqueue_changed_variant
  after update on product.variant
  referencing old table as replaced new table as written
  for each statement execute function embeddings.enqueue_variant();
create or replace trigger enqueue_gone_variant
  after delete on product.variant
  referencing old table as replaced
  for each statement execute function embeddings.enqueue_variant();
