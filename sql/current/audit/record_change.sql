create or replace function audit.record_change()
returns trigger
as $$
declare
  v_key_columns text[] := string_to_array(tg_argv[0], ' ');
  v_value_columns text[] := string_to_array(tg_argv[1], ' ');
  v_old jsonb := case when tg_op <> 'INSERT' then to_jsonb(old) end;
  v_new jsonb := case when tg_op <> 'DELETE' then to_jsonb(new) end;
  v_before jsonb;
  v_after jsonb;
begin
  if v_old is not null then
    select jsonb_object_agg(c.name, v_old -> c.name) into v_before from unnest(v_value_columns) c (name);
  end if;
  if v_new is not null then
    select jsonb_object_agg(c.name, v_new -> c.name) into v_after from unnest(v_value_columns) c (name);
  end if;
  if v_before is distinct from v_after then
    insert into audit.change (product_id, actor, cause, relation, key, before, after)
    values (
      (coalesce(v_new, v_old) ->> 'product_id')::bigint,
      coalesce(nullif(current_setting('trueshelf.actor', true), ''), session_user),
      nullif(current_setting('trueshelf.cause', true), ''),
      tg_table_schema || '.' || tg_table_name,
      (select jsonb_object_agg(c.name, coalesce(v_new, v_old) -> c.name) from unnest(v_key_columns) c (name)),
      v_before,
      v_after
    );
  end if;
  return null;
end
$$
language plpgsql
security definer
set search_path = pg_catalog, public, pg_temp;

comment on function audit.record_change() is
  'Trigger: writes audit.change when a watched column changed. Arguments: key columns, watched columns. The actor is the setting trueshelf.actor or the login; the cause is trueshelf.cause.';

create or replace trigger record_change
  after insert or update or delete on product.product
  for each row execute function audit.record_change('product_id', 'handle title description category_id brand_id attributes status');
create or replace trigger record_change
  after insert or update or delete on product.price
  for each row execute function audit.record_change('variant_id price_list_id', 'amount compare_at valid');
create or replace trigger record_change
  after insert or update or delete on product.stock
  for each row execute function audit.record_change('variant_id location_id', 'on_hand reserved');
create or replace trigger record_change
  after insert or update or delete on product.audience
  for each row execute function audit.record_change('customer_group', 'customer_group');
