create or replace function audit.record_change()
returns trigger
as $$
declare
  v_key_columns text[] := string_to_array(tg_argv[0], ' ');
  v_value_columns text[] := string_to_array(tg_argv[1], ' ');
  v_old jsonb := case when tg_op <> 'INSERT' then to_jsonb(old) end;
  v_new jsonb := case when tg_op <> 'DELETE' then to_jsonb(new) end;
  v_old_key jsonb := (select jsonb_object_agg(c.name, v_old -> c.name) from unnest(array['product_id'] || v_key_columns) c (name));
  v_new_key jsonb := (select jsonb_object_agg(c.name, v_new -> c.name) from unnest(array['product_id'] || v_key_columns) c (name));
  v_moves boolean := tg_op = 'UPDATE' and v_old_key <> v_new_key;
  v_before jsonb;
  v_after jsonb;
begin
  if v_old is not null then
    select jsonb_object_agg(c.name, v_old -> c.name) into v_before from unnest(v_value_columns) c (name);
  end if;
  if v_new is not null then
    select jsonb_object_agg(c.name, v_new -> c.name) into v_after from unnest(v_value_columns) c (name);
  end if;
  insert into audit.change (product_id, actor, cause, relation, key, before, after)
  select
    (m.key ->> 'product_id')::bigint,
    coalesce(nullif(current_setting('trueshelf.actor', true), ''), session_user),
    nullif(current_setting('trueshelf.cause', true), ''),
    tg_table_schema || '.' || tg_table_name,
    case when 'product_id' = any (v_key_columns) then m.key else m.key - 'product_id' end,
    m.before,
    m.after
  from (
    select v_new_key as key, v_before as before, v_after as after
    where tg_op = 'UPDATE' and not v_moves and v_before is distinct from v_after
    -- A row that moves, a price to another variant, is removed there and created here.
    union all
    select v_old_key, v_before, null where tg_op = 'DELETE' or v_moves
    union all
    select v_new_key, null, v_after where tg_op = 'INSERT' or v_moves
  ) m;
  return null;
end
$$
language plpgsql
security definer
set search_path = pg_catalog, public, pg_temp
set datestyle = iso -- the bounds of a period are kept as text
set timezone = 'UTC';

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
