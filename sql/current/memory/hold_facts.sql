create or replace function memory.hold_facts(
  plan jsonb,
  said jsonb,
  also boolean
)
returns jsonb
as $$
declare
  v_plan jsonb := hold_facts.plan;
  v_trusts constant text[] := '{INFERRED,PARSED,EXPLICIT}';
  v_said jsonb;
  v_met jsonb; -- live facts whose place it would take
  v_stronger jsonb;
  v_same jsonb;
begin
  for v_said in
    select s.value from jsonb_array_elements(hold_facts.said) with ordinality s (value, position) order by s.position
  loop
    -- Of a first turn there is nothing to hold it against, and this is what its plan takes longest for.
    if v_plan -> 'live' = '[]' then
      v_plan := v_plan || jsonb_build_object('newFacts', (v_plan -> 'newFacts') || v_said);
      continue;
    end if;
    v_met := (
      select coalesce(jsonb_agg(l.value order by l.position), '[]')
      from jsonb_array_elements(v_plan -> 'live') with ordinality l (value, position)
      where not (v_plan -> 'gone' || (v_plan -> 'repeated')) ? (l.value ->> 'factId') and memory.takes_place(v_said, l.value, hold_facts.also));
    select m.value into v_stronger
    from jsonb_array_elements(v_met) m (value)
    where array_position(v_trusts, m.value ->> 'trust') > array_position(v_trusts, v_said ->> 'trust')
    limit 1;
    if found then
      v_plan := v_plan || jsonb_build_object('refused', (v_plan -> 'refused') || (v_said || jsonb_build_object('turn', v_stronger -> 'turn')));
      continue;
    end if;
    select l.value into v_same
    from jsonb_array_elements(v_plan -> 'live') l (value)
    where l.value ->> 'key' = v_said ->> 'key' and l.value ->> 'trust' = v_said ->> 'trust'
      and not (v_said -> 'value') ? 'comparedWith' and not (l.value -> 'value') ? 'comparedWith'
      and (l.value -> 'value') - '{source,origin,said}'::text[] = (v_said -> 'value') - '{source,origin,said}'::text[]
    limit 1;
    -- An argument that comes with every turn was given when it came first; words that are said again are said now.
    if found and v_said ->> 'trust' = 'EXPLICIT' then
      v_plan := v_plan || jsonb_build_object('repeated', (v_plan -> 'repeated') || (v_same -> 'factId'));
      v_met := (
        select coalesce(jsonb_agg(m), '[]') from jsonb_array_elements(v_met) m where m -> 'factId' <> v_same -> 'factId');
    else
      v_met := case when v_same is null or v_met @> jsonb_build_array(v_same) then v_met else v_met || v_same end;
      v_same := null;
      v_plan := v_plan || jsonb_build_object('newFacts', (v_plan -> 'newFacts') || v_said);
    end if;
    if v_met <> '[]' then
      v_plan := memory.drop_facts(v_plan, v_met, 'REPLACED',
        case when v_same is null then jsonb_array_length(v_plan -> 'newFacts') - 1 end);
    end if;
  end loop;
  return v_plan;
end
$$
language plpgsql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function memory.hold_facts(jsonb, jsonb, boolean) is
  'A plan that holds to what is said now: new facts, those whose place they take superseded, those that say the same included, an argument that holds already repeated, and what goes against a fact of more trust refused, with the turn of that fact. also: as memory.takes_place.';

grant execute on function memory.hold_facts(jsonb, jsonb, boolean) to trueshelf_api;
