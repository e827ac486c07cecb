create or replace function product.spread_product()
returns trigger
as $$
begin
  if old.attributes is distinct from new.attributes then
    update product.variant v set options = v.options where v.product_id = new.product_id;
  end if;
  if old.audience is distinct from new.audience then
    update product.variant v set audience = new.audience where v.product_id = new.product_id;
    update product.price p set audience = new.audience where p.product_id = new.product_id;
    update product.stock s set audience = new.audience where s.product_id = new.product_id;
    update product.offer o set audience = new.audience where o.product_id = new.product_id;
    update product.curation c set audience = new.audience where c.product_id = new.product_id;
    update embeddings.product_embedding e set audience = new.audience where e.product_id = new.product_id;
  end if;
  if old.status is distinct from new.status then
    perform product.refresh_offers(new.product_id, null);
  end if;
  return null;
end
$$
language plpgsql
set search_path = pg_catalog, public, pg_temp;

comment on function product.spread_product() is
  'Trigger: carries a product''s attributes, audience and status to its own variants, prices, stock, offers, curation and vectors.';

create or replace trigger spread_product
  after update of attributes, audience, status on product.product
  for each row execute function product.spread_product();
