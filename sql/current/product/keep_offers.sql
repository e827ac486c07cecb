create or replace function product.keep_offers()
returns trigger
as $$
begin
  -- A price is one offer: refreshing all of its variant's for each of many rows would be their number squared.
  if tg_table_name = 'price' then
    if tg_op <> 'INSERT' then
      perform product.refresh_offer(old.product_id, old.variant_id, old.price_list_id, coalesce(lower(old.valid), '-infinity'));
    end if;
    if tg_op = 'INSERT' or tg_op = 'UPDATE' and (old.product_id, old.variant_id, old.price_list_id, lower(old.valid))
      is distinct from (new.product_id, new.variant_id, new.price_list_id, lower(new.valid))
    then
      perform product.refresh_offer(new.product_id, new.variant_id, new.price_list_id, coalesce(lower(new.valid), '-infinity'));
    end if;
    return null;
  end if;
  if tg_op <> 'INSERT' then
    perform product.refresh_offers(old.product_id, old.variant_id);
  end if;
  if tg_op = 'INSERT'
    or (tg_op = 'UPDATE' and (old.product_id, old.variant_id) is distinct from (new.product_id, new.variant_id))
  then
    perform product.refresh_offers(new.product_id, new.variant_id);
  end if;
  return null;
end
$$
language plpgsql
set search_path = pg_catalog, public, pg_temp;

comment on function product.keep_offers() is
  'Trigger: keeps product.offer equal to the facts, in the transaction that writes the price or the stock.';

create or replace trigger keep_offers
  after insert or update of product_id, variant_id, price_list_id, amount, compare_at, valid or delete on product.price
  for each row execute function product.keep_offers();
create or replace trigger keep_offers
  after insert or update of product_id, variant_id, location_id, on_hand, reserved or delete on product.stock
  for each row execute function product.keep_offers();
