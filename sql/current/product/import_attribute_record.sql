create or replace function product.import_attribute_record(
  item jsonb,
  out created integer,
  out updated integer,
  out field text,
  out reason text
)
as $$
declare
  v_old product.attribute;
  v_new product.attribute;
begin
  created := 0;
  updated := 0;
  select a.* into v_old from product.attribute a where a.name = import_attribute_record.item ->> 'name';
  v_new := row(
    import_attribute_record.item ->> 'name',
    coalesce(import_attribute_record.item ->> 'label', v_old.label, product.humanise(import_attribute_record.item ->> 'name')),
    coalesce(import_attribute_record.item ->> 'valueType', v_old.type, 'text'),
    case when import_attribute_record.item ? 'unit' then import_attribute_record.item ->> 'unit' else v_old.unit end,
    coalesce((import_attribute_record.item ->> 'facetable')::boolean, v_old.facetable, true),
    coalesce((import_attribute_record.item ->> 'interpretable')::boolean, v_old.interpretable, true)
  );
  v_new.term := v_old.term; -- generated: no change of its own
  if v_old.name is null then
    insert into product.attribute as a (name, label, type, unit, facetable, interpretable)
    values (v_new.name, v_new.label, v_new.type, v_new.unit, v_new.facetable, v_new.interpretable);
    created := 1;
  elsif v_old is distinct from v_new then
    update product.attribute a
    set label = v_new.label,
      type = v_new.type,
      unit = v_new.unit,
      facetable = v_new.facetable,
      interpretable = v_new.interpretable
    where a.name = v_new.name;
    updated := 1;
  end if;
end
$$
language plpgsql
set search_path = pg_catalog, public, pg_temp;

comment on function product.import_attribute_record(jsonb) is
  'Registers an attribute or changes how it is registered. Never refused (reason is null).';
