create or replace function memory.read_further(
  content text,
  proposals jsonb,
  has_shown boolean,
  facts jsonb
)
returns jsonb
as $$
declare
  v_read jsonb := product.interpret_text(read_further.content, read_further.proposals);
  -- A word that alone may be a thing, "lighter", means less weight once there is something to be lighter than.
  v_lead constant text := 'something ';
  v_word text := substring(v_read ->> 'residue' from '^\w+');
  v_wish jsonb := v_read #> '{preferences,0}';
begin
  -- "or brown" after "in black" is as much of a demand.
  if v_wish ->> 'kind' in ('ATTRIBUTE', 'BRAND') and v_read ->> 'residue' = lower(v_wish #>> '{span,text}')
    and exists (
      select from jsonb_array_elements(read_further.facts) f
      where f ->> 'kind' = 'CONSTRAINT' and f ->> 'key' in (product.constraint_key(v_wish), 'EXCLUDE_' || product.constraint_key(v_wish)))
  then
    return v_read || jsonb_build_object(
      'residue', '', 'constraints', (v_read -> 'constraints') || v_wish, 'preferences', (v_read -> 'preferences') - 0);
  end if;
  if not read_further.has_shown
    or jsonb_path_exists(v_read, '$.preferences[*] ? (@.kind == "COMPARATIVE")')
    or not exists (select from product.comparative c where c.word = v_word)
    or v_word is distinct from lower(substring(read_further.content from '\w+'))
    or read_further.content !~* '^\W*\w+\s*(?:$|[,;.!?]|please\M)'
  then
    return v_read;
  end if;
  v_read := product.interpret_text(
    v_lead || regexp_replace(read_further.content, '(\w)\s(\s*please\M)', '\1,\2', 'i'), read_further.proposals);
  return v_read || jsonb_build_object('sort', case when v_read -> 'sort' <> 'null' then
    jsonb_set(v_read -> 'sort', '{span}', memory.shift_span(v_read #> '{sort,span}', -length(v_lead))) end) || (
    select jsonb_object_agg(p.part, coalesce((
      select jsonb_agg(jsonb_set(e.value, '{span}', memory.shift_span(e.value -> 'span', -length(v_lead))) order by e.position)
      from jsonb_array_elements(v_read -> p.part) with ordinality e (value, position)), '[]'))
    from unnest('{constraints,preferences,ignored}'::text[]) p (part));
end
$$
language plpgsql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function memory.read_further(text, jsonb, boolean, jsonb) is
  'product.interpret_text for a turn of a conversation. has_shown: something has been shown before, so that a comparative alone ("lighter") is one. facts: those that a bare value joins ("or brown" after "in black"), so that it is a demand as they are; [] for none.';

grant execute on function memory.read_further(text, jsonb, boolean, jsonb) to trueshelf_api;
