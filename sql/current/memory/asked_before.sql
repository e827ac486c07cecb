create or replace function memory.asked_before(
  reading product.reading,
  state jsonb
)
returns jsonb
as $$
  select coalesce(f.focus -> 'answered', (
    select jsonb_build_object('asked', t.answer #> '{item,asked}', 'wanted', t.answer #> '{item,wanted}')
    from memory.turn t
    where t.turn_id = (f.focus #>> '{turn,id}')::uuid and t.answer #> '{item,asked}' is not null))
  from (select nullif(asked_before.state -> 'focus', 'null') as focus) f
  where f.focus is not null
    and ((asked_before.reading).content ~ '\?\s*$' or (asked_before.reading).forms[1] in ('and', 'what', 'how', 'or', 'then'))
    and (asked_before.reading).forms[1] not in ('which', 'whichs', 'whats')
    -- "Tell me about the second" asks for all of it.
    and not exists (
      select from unnest((asked_before.reading).lexemes) l
      where l.class = 'MOVE' and l.meaning = 'ASK' and l.last > l.first and array_to_string((asked_before.reading).forms[l.first:l.last], ' ') !~ '^(what|how) about$');
$$
language sql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function memory.asked_before(product.reading, jsonb) is
  'What was asked of the product that was spoken of last, {asked, wanted}, for a turn that only names another one: "and the second?"; null for any other turn, or where none was spoken of.';

grant execute on function memory.asked_before(product.reading, jsonb) to trueshelf_api;
