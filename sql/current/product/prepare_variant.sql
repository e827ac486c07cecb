create or replace function product.prepare_variant()
returns trigger
as $$
begin
  -- Waits for attributes or a restriction being written, which would not see this variant; see product.refresh_offers.
  perform from product.product p where p.product_id = new.product_id for no key update;
  select product.effective_attributes(p.attributes, new.options), p.audience
  into new.attributes, new.audience
  from product.product p
  where p.product_id = new.product_id;
  return new;
end
$$
language plpgsql
set search_path = pg_catalog, public, pg_temp;

comment on function product.prepare_variant() is
  'Trigger: gives a variant the attributes that filters hold it to, and its product''s audience.';

create or replace trigger prepare_variant
  before insert or update of product_id, options, audience on product.variant
  for each row execute function product.prepare_variant();
