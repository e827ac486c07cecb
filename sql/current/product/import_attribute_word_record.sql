create or replace function product.import_attribute_word_record(
  item jsonb,
  out created integer,
  out updated integer,
  out field text,
  out reason text
)
as $$
declare
  v_phrase text := import_attribute_word_record.item ->> 'phrase';
  v_attribute text := import_attribute_word_record.item ->> 'attribute';
  v_bound text := import_attribute_word_record.item ->> 'bound';
begin
  created := 0;
  updated := 0;
  if v_attribute <> 'weight_grams' and not exists (select from product.attribute a where a.name = v_attribute) then
    field := 'attribute';
    reason := 'unknown attribute; an attribute line, or a product that has it, has to come before this one';
    return;
  end if;
  update product.attribute_word w
  set bound = v_bound
  where w.phrase = v_phrase and w.attribute = v_attribute
    and import_attribute_word_record.item ? 'bound' and w.bound is distinct from v_bound;
  get diagnostics updated = row_count;
  insert into product.attribute_word as w (phrase, attribute, bound)
  values (v_phrase, v_attribute, v_bound)
  on conflict on constraint attribute_word_pkey do nothing;
  get diagnostics created = row_count;
end
$$
language plpgsql
set search_path = pg_catalog, public, pg_temp;

comment on function product.import_attribute_word_record(jsonb) is
  'Creates a phrase that names an attribute, or changes what it demands of an amount behind it. reason: why the record is refused, null when it is not.';
