create or replace function product.import_price_list_record(
  item jsonb,
  out created integer,
  out updated integer,
  out field text,
  out reason text
)
as $$
declare
  v_currency text := import_price_list_record.item ->> 'currency';
  v_customer_group text := import_price_list_record.item ->> 'customerGroup';
  v_code text := import_price_list_record.item ->> 'code';
  v_name text := import_price_list_record.item ->> 'name';
  v_list product.price_list;
  v_is_default boolean;
begin
  created := 0;
  updated := 0;
  if not exists (select from product.currency c where c.code = v_currency) then
    field := 'currency';
    reason := format(
      'unknown currency; known are %s (a row in product.currency adds one)',
      (select string_agg(c.code, ', ' order by c.code) from product.currency c)
    );
    return;
  end if;

  select l.* into v_list
  from product.price_list l
  where l.currency = v_currency and l.customer_group is not distinct from v_customer_group;
  v_code := coalesce(v_code, v_list.code, concat_ws('-', coalesce(v_customer_group, 'public'), lower(v_currency)));
  v_name := coalesce(
    v_name, v_list.name, product.humanise(coalesce(v_customer_group, 'public')) || ' ' || v_currency
  );
  v_is_default := coalesce(
    (import_price_list_record.item ->> 'isDefault')::boolean,
    v_list.is_default,
    v_customer_group is null and not exists (select from product.price_list l where l.is_default)
  );

  if exists (
    select from product.price_list l where l.code = v_code and l.price_list_id is distinct from v_list.price_list_id
  ) then
    field := 'code';
    reason := format('"%s" is the code of another price list', v_code);
    return;
  end if;

  if v_is_default then
    update product.price_list l
    set is_default = false
    where l.is_default and l.price_list_id is distinct from v_list.price_list_id;
  end if;
  if v_list.price_list_id is null then
    insert into product.price_list as l (code, name, currency, customer_group, is_default)
    values (v_code, v_name, v_currency, v_customer_group, v_is_default);
    created := 1;
  else
    update product.price_list l
    set code = v_code, name = v_name, is_default = v_is_default
    where l.price_list_id = v_list.price_list_id
      and (l.code, l.name, l.is_default) is distinct from (v_code, v_name, v_is_default);
    get diagnostics updated = row_count;
  end if;
end
$$
language plpgsql
set search_path = pg_catalog, public, pg_temp;

comment on function product.import_price_list_record(jsonb) is
  'Creates or changes the price list of a currency and customer group; a new default takes the place of the old one. reason: why the record is refused, null when it is not.';
