create or replace function product.keep_price_list()
returns trigger
as $$
begin
  if (old.currency, old.customer_group) is distinct from (new.currency, new.customer_group)
    and exists (select from product.price p where p.price_list_id = old.price_list_id)
  then
    raise exception 'price list "%" has prices, so its currency and customer group are fixed', old.code
      using errcode = 'restrict_violation', hint = 'Make a new price list and move the prices there.';
  end if;
  return new;
end
$$
language plpgsql
set search_path = pg_catalog, public, pg_temp;

comment on function product.keep_price_list() is
  'Trigger: offers carry their list''s currency, so a list with prices keeps it. Raises restrict_violation.';

create or replace trigger keep_price_list
  before update of currency, customer_group on product.price_list
  for each row execute function product.keep_price_list();
