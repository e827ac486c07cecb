create or replace function product.import_curation_record(
  item jsonb,
  out created integer,
  out updated integer,
  out field text,
  out reason text
)
as $$
declare
  v_query_text text := product.normalise_question(import_curation_record.item ->> 'query');
  v_action text := upper(import_curation_record.item ->> 'action');
  v_position integer;
  v_valid tstzrange := tstzrange(
    (import_curation_record.item ->> 'validFrom')::timestamptz, (import_curation_record.item ->> 'validTo')::timestamptz
  );
  v_product_id bigint;
begin
  created := 0;
  updated := 0;
  if length(v_query_text) not between 1 and 1000 then
    field := 'query';
    reason := format('has %s characters in lower case; expected 1 to 1000', length(v_query_text));
    return;
  end if;
  select h.product_id
  into v_product_id
  from product.product_handle h
  where h.handle = import_curation_record.item ->> 'handle';
  if not found then
    field := 'handle';
    reason := 'unknown product; its own line has to come before this one';
    return;
  end if;

  if v_action = 'REMOVE' then
    delete from product.curation c where c.product_id = v_product_id and c.query_text = v_query_text;
    get diagnostics updated = row_count;
    return;
  end if;
  v_position := case when v_action = 'PIN' then coalesce((import_curation_record.item ->> 'position')::integer, 1) end;
  update product.curation c
  set action = v_action, position = v_position, valid = v_valid
  where c.product_id = v_product_id
    and c.query_text = v_query_text
    and (c.action, c.position, c.valid) is distinct from (v_action, v_position, v_valid);
  get diagnostics updated = row_count;
  insert into product.curation as c (product_id, query_text, action, position, valid)
  select v_product_id, v_query_text, v_action, v_position, v_valid
  where not exists (select from product.curation c where c.product_id = v_product_id and c.query_text = v_query_text);
  get diagnostics created = row_count;
end
$$
language plpgsql
set search_path = pg_catalog, public, pg_temp;

comment on function product.import_curation_record(jsonb) is
  'Pins a product in the answer to a question, leaves it out or, with the action remove, takes that away again; replaces the row of the same product and question. updated counts a row that was taken away. reason: why the record is refused, null when it is not.';
