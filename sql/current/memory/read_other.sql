create or replace function memory.read_other(
  reading product.reading,
  first integer,
  last integer,
  state jsonb
)
returns jsonb
as $$
declare
  v_forms constant text[] := (read_other.reading).forms;
  v_items constant jsonb := case jsonb_typeof(read_other.state #> '{list,items}') when 'array' then read_other.state #> '{list,items}' else '[]' end;
  v_count constant integer := least(cardinality((read_other.reading).forms), 120);
  v_place integer := read_other.last + 1;
  v_pointer record;
  v_found jsonb := '[]';
begin
  -- "the first two"; "number 2" is one.
  if exists (
      select from unnest((read_other.reading).lexemes) l
      where l.class = 'MOVE' and l.meaning = 'ORDINAL' and l.value <> 'NUMBER' and l.first between read_other.first and read_other.first + 1 and l.last < read_other.last
        and (v_forms[l.last + 1] ~ '^[0-9]{1,2}$' or exists (select from product.numeral n where n.word = v_forms[l.last + 1] and n.value > 1)))
  then
    v_found := jsonb_build_array(jsonb_build_object(
      'span', product.take_span((read_other.reading).content, (read_other.reading).starts[read_other.first], (read_other.reading).behinds[read_other.last]),
      'reason', 'I tell of one product at a time, and this is one of them'));
  end if;
  while v_place <= v_count loop
    select p.* into v_pointer from memory.read_pointer(read_other.reading, v_place, v_items, true) p;
    if v_pointer.last is not null and v_pointer.kind in ('ORDINAL', 'NAMED') then
      v_found := v_found || jsonb_build_object(
        'span', product.take_span((read_other.reading).content, (read_other.reading).starts[v_place], (read_other.reading).behinds[v_pointer.last]),
        'reason', 'I tell of one product at a time, so ask for it next');
      v_place := v_pointer.last;
    end if;
    v_place := v_place + 1;
  end loop;
  return v_found;
end
$$
language plpgsql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function memory.read_other(product.reading, integer, integer, jsonb) is
  'Further products that a turn points at beside the one that its words from first to last name ("compare the first and the second", "the first two"): [{span, reason}], to be said aside.';

grant execute on function memory.read_other(product.reading, integer, integer, jsonb) to trueshelf_api;
