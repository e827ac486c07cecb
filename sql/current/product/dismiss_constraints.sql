create or replace function product.dismiss_constraints(
  interpretation jsonb,
  dismissed text[]
)
returns jsonb
as $$
declare
  v_left jsonb := dismiss_constraints.interpretation;
begin
  if coalesce(dismiss_constraints.dismissed, '{}') = '{}' then
    return v_left;
  end if;
  with read as (
    select 'constraints' as part, e.value, e.position, product.constraint_key(e.value) as key
    from jsonb_array_elements(dismiss_constraints.interpretation -> 'constraints') with ordinality e (value, position)
    union all
    select 'preferences', e.value, e.position, product.preference_key(e.value)
    from jsonb_array_elements(dismiss_constraints.interpretation -> 'preferences') with ordinality e (value, position)
    union all
    select 'sort', s.value, 1, 'SORT'
    from (select dismiss_constraints.interpretation -> 'sort' as value) s
    where jsonb_typeof(s.value) = 'object'
  ),
  judged as (
    -- A current price is no wish that one could do without: it is demanded of every offer, whatever the text says.
    select r.*, r.key <> 'CURRENT_PRICE' and r.key = any (dismiss_constraints.dismissed) as dismissed from read r
  ),
  -- A piece of text under each key that it speaks of: "between $20 and $50" under two, which are taken back one by one.
  piece as (
    select j.value -> 'span' as span, j.key, min(j.part) as part, min(j.position) as position
    from judged j
    where j.dismissed
    group by j.value -> 'span', j.key
  )
  select v_left || jsonb_build_object(
    'constraints', (
      select coalesce(jsonb_agg(j.value order by j.position), '[]') from judged j where j.part = 'constraints' and not j.dismissed),
    'preferences', (
      select coalesce(jsonb_agg(j.value order by j.position), '[]') from judged j where j.part = 'preferences' and not j.dismissed),
    'sort', (select j.value from judged j where j.part = 'sort' and not j.dismissed),
    'ignored', (v_left -> 'ignored') || (
      select coalesce(
        jsonb_agg(jsonb_build_object('span', p.span, 'kind', 'DISMISSED', 'key', p.key, 'reason', 'left aside on request')
          order by p.part, p.position), '[]')
      from piece p))
  into v_left;
  return v_left;
end
$$
language plpgsql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function product.dismiss_constraints(jsonb, text[]) is
  'What product.interpret_text read, without the constraints, preferences and sort that have one of these keys (see product.constraint_key, product.preference_key; SORT): their pieces of text are listed as ignored, and the residue stays. To be called before anything is decided by what the text says, the currency of the answer included. A key that nothing has changes nothing; null dismisses nothing.';

grant execute on function product.dismiss_constraints(jsonb, text[]) to trueshelf_api;
