create or replace function product.import_synonym_record(
  item jsonb,
  out created integer,
  out updated integer,
  out field text,
  out reason text
)
as $$
declare
  v_targets text[] := array(select t.target from jsonb_array_elements_text(import_synonym_record.item -> 'targets') t (target));
  v_attribute text := import_synonym_record.item ->> 'attribute';
  v_term text := import_synonym_record.item ->> 'term';
  v_is_new boolean;
  v_removed integer;
  v_written integer;
begin
  created := 0;
  updated := 0;
  if v_attribute is not null then
    if not exists (select from product.attribute a where a.name = v_attribute and a.type = 'text') then
      field := 'attribute';
      reason := 'expected a text attribute; its line, or a product that has it, has to come before this one';
      return;
    end if;
    v_term := product.term(v_term);
    v_is_new := not exists (select from product.value_synonym s where s.attribute = v_attribute and s.term = v_term);
    delete from product.value_synonym s
    where s.attribute = v_attribute and s.term = v_term and s.value <> all (v_targets);
    get diagnostics v_removed = row_count;
    insert into product.value_synonym as s (attribute, term, value)
    select distinct v_attribute, v_term, t.target
    from unnest(v_targets) t (target)
    on conflict on constraint value_synonym_pkey do nothing;
    get diagnostics v_written = row_count;
    if v_removed + v_written > 0 then
      created := v_is_new::integer;
      updated := 1 - created;
    end if;
    return;
  end if;

  update product.synonym s
  set targets = v_targets
  where s.term = v_term and s.targets <> v_targets;
  get diagnostics updated = row_count;
  insert into product.synonym as s (term, targets)
  select v_term, v_targets
  where not exists (select from product.synonym s where s.term = v_term);
  get diagnostics created = row_count;
end
$$
language plpgsql
set search_path = pg_catalog, public, pg_temp;

comment on function product.import_synonym_record(jsonb) is
  'Creates a synonym or replaces its words; with an attribute, the values of it that the term means as well. Counts the term, not its values. reason: why the record is refused, null when it is not.';
