create or replace function product.prepare_product()
returns trigger
as $$
begin
  -- Waits for a new name being written, which would not see this product and leave it the old one.
  if tg_op = 'INSERT' or (new.brand_id, new.category_id) is distinct from (old.brand_id, old.category_id) then
    perform from product.brand b where b.brand_id = new.brand_id for share;
    perform from product.category c where c.category_id = new.category_id for share;
  end if;
  new.search := product.search_vector(
    new.title,
    (select b.name from product.brand b where b.brand_id = new.brand_id),
    (select c.name from product.category c where c.category_id = new.category_id),
    new.description,
    new.attributes
  );
  -- Whoever writes the copy directly, as a tool that saves whole rows does, must not open a restricted product.
  new.audience := (
    select array_agg(a.customer_group order by a.customer_group)
    from product.audience a
    where a.product_id = new.product_id
  );
  new.updated_at := now();
  return new;
end
$$
language plpgsql
set search_path = pg_catalog, public, pg_temp;

comment on function product.prepare_product() is 'Trigger: keeps the weighted words of a product and its copy of product.audience.';

create or replace trigger prepare_product
  before insert or update of title, brand_id, category_id, description, attributes, audience on product.product
  for each row execute function product.prepare_product();
