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
begin
  created := 0;
  updated := 0;
  update product.synonym s
  set targets = v_targets
  where s.term = import_synonym_record.item ->> 'term' and s.targets <> v_targets;
  get diagnostics updated = row_count;
  insert into product.synonym as s (term, targets)
  select import_synonym_record.item ->> 'term', v_targets
  where not exists (select from product.synonym s where s.term = import_synonym_record.item ->> 'term');
  get diagnostics created = row_count;
end
$$
language plpgsql
set search_path = pg_catalog, public, pg_temp;

comment on function product.import_synonym_record(jsonb) is
  'Creates a synonym or replaces its words. Never refused (reason is null).';
