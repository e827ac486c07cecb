create or replace function audit.record_change()
returns trigger
as $$
declare
  v_key_columns constant text[] := string_to_array(tg_argv[0], ' ');
  v_value_columns constant text[] := string_to_array(tg_argv[1], ' ');
  v_old jsonb;
  v_new jsonb;
  v_old_key jsonb := '{}';
  v_new_key jsonb := '{}';
  v_before jsonb;
  v_after jsonb;
  v_column text;
begin
  -- Loops, not queries, for they are a good part of the time of an import.
  if tg_op <> 'INSERT' then
    v_old := to_jsonb(old);
    v_before := '{}';
    foreach v_column in array v_key_columns loop
      v_old_key := v_old_key || jsonb_build_object(v_column, v_old -> v_column);
    end loop;
    foreach v_column in array v_value_columns loop
      v_before := v_before || jsonb_build_object(v_column, v_old -> v_column);
    end loop;
  end if;
  if tg_op <> 'DELETE' then
    v_new := to_jsonb(new);
    v_after := '{}';
    foreach v_column in array v_key_columns loop
      v_new_key := v_new_key || jsonb_build_object(v_column, v_new -> v_column);
    end loop;
    foreach v_column in array v_value_columns loop
      v_after := v_after || jsonb_build_object(v_column, v_new -> v_column);
    end loop;
  end if;

  if tg_op = 'UPDATE' and v_old_key = v_new_key and v_old -> 'product_id' = v_new -> 'product_id' then
    if v_before = v_after then
      return null;
    end if;
  elsif tg_op = 'UPDATE' then
    -- A row that moves, a price to another variant, is removed there and created here.
    insert into audit.change (product_id, actor, cause, relation, key, before)
    values (
      (v_old ->> 'product_id')::bigint, coalesce(nullif(current_setting('trueshelf.actor', true), ''), session_user),
      nullif(current_setting('trueshelf.cause', true), ''), tg_table_schema || '.' || tg_table_name, v_old_key, v_before);
    v_before := null;
  end if;
  insert into audit.change (product_id, actor, cause, relation, key, before, after)
  values (
    (coalesce(v_new, v_old) ->> 'product_id')::bigint, coalesce(nullif(current_setting('trueshelf.actor', true), ''), session_user),
    nullif(current_setting('trueshelf.cause', true), ''), tg_table_schema || '.' || tg_table_name,
    case when tg_op = 'DELETE' then v_old_key else v_new_key end, v_before, v_after);
  return null;
end
$$
language plpgsql
security definer
set search_path = pg_catalog, public, pg_temp
set datestyle = iso -- the bounds of a period are kept as text
set timezone = 'UTC'
set plan_cache_mode = force_generic_plan; -- planned anew for each row, an import takes a third longer

comment on function audit.record_change() is
  'Trigger: writes audit.change when a watched column changed, or the row moved. Arguments: key columns, watched columns. The actor is the setting trueshelf.actor or the login; the cause is trueshelf.cause.';

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
create or replace trigger record_change
  after insert or update or delete on product.curation
  for each row execute function audit.record_change('query_text', 'action position valid');
