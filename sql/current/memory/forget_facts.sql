create or replace function memory.forget_facts(
  plan jsonb,
  dismissed jsonb
)
returns jsonb
as $$
declare
  v_plan jsonb := forget_facts.plan;
  v_fact jsonb;
  v_forgotten jsonb;
  v_left jsonb;
  v_kept jsonb;
  v_label text;
  v_path text[];
  v_dismissed jsonb := (
    select coalesce(jsonb_agg(l.value order by l.position), '[]')
    from jsonb_array_elements(forget_facts.plan -> 'live') with ordinality l (value, position)
    where forget_facts.dismissed ? (l.value ->> 'key') and l.value ->> 'key' <> 'CURRENT_PRICE');
begin
  if v_plan ->> 'move' = 'RESTART' then
    return memory.drop_facts(v_plan, v_plan -> 'live', 'RESTARTED') || '{"dismissed": []}';
  end if;
  for v_forgotten in select f from jsonb_array_elements(coalesce(v_plan -> 'forgetFacts', '[]')) f loop
    select l into v_fact from jsonb_array_elements(v_plan -> 'live') l where l -> 'factId' = v_forgotten -> 'factId';
    continue when not found;
    -- Of several values ("black or brown") some may be left.
    v_path := case split_part(v_fact ->> 'key', ':', 1)
      when 'ATTRIBUTE' then '{filter,attributes,0,values}' when 'PREFER_ATTRIBUTE' then '{filter,attributes,0,values}'
      when 'BRAND' then '{filter,brands}' when 'PREFER_BRAND' then '{filter,brands}'
      when 'CATEGORY' then '{filter,categories}' when 'PREFER_CATEGORY' then '{filter,categories}'
      when 'IN_STOCK_AT' then '{filter,inStockAt}' end;
    v_left := case when jsonb_typeof(v_forgotten -> 'values') = 'array' then (
      select jsonb_agg(e.value order by e.position)
      from jsonb_array_elements(v_fact -> 'value' #> v_path) with ordinality e (value, position)
      where not (v_forgotten -> 'values') @> e.value) end;
    if v_left is not null then
      v_kept := v_fact || jsonb_build_object('value', jsonb_set(v_fact -> 'value', v_path, v_left));
      v_label := product.constraint_label(v_kept #>> '{value,kind}', v_kept #> '{value,filter}', product.default_currency());
      v_kept := v_kept || jsonb_build_object('label', v_label, 'value', (v_kept -> 'value') || jsonb_build_object('said', v_label));
      v_plan := v_plan || jsonb_build_object(
        'newFacts', (v_plan -> 'newFacts') || (v_kept - '{factId,turn}'::text[]), 'kept', (v_plan -> 'kept') || v_kept);
    end if;
    -- "forget the jacket" of leather jackets: what its words wish for goes as well, and cannot go by halves.
    if v_fact ->> 'kind' = 'TOPIC' then
      v_plan := memory.drop_facts(v_plan, (
        select coalesce(jsonb_agg(distinct l.value), '[]')
        from jsonb_array_elements(v_fact #> '{value,words}') w (value)
        join jsonb_array_elements(v_plan -> 'live') l (value)
          on l.value -> 'key' = w.value -> 'key' and l.value #> '{value,filter}' = w.value -> 'filter'
        where exists (
          select
          from product.scan_words(v_forgotten #>> '{span,text}') s
          join product.scan_words(w.value ->> 'text') t on embeddings.fold_plural(t.form) = embeddings.fold_plural(s.form))), 'FORGOTTEN');
    end if;
    v_plan := memory.drop_facts(v_plan, jsonb_build_array(v_fact), 'FORGOTTEN',
      case when v_left is not null then jsonb_array_length(v_plan -> 'newFacts') - 1 end);
  end loop;
  -- "forget the leather" of a leather jacket: what the other words of it wish for still holds, and so do they.
  v_plan := v_plan || jsonb_build_object('wordsLeft', (
    select coalesce(jsonb_agg(w.value order by w.position), '[]')
    from jsonb_array_elements(forget_facts.plan -> 'live') f (value)
    cross join lateral jsonb_array_elements(f.value #> '{value,words}') with ordinality w (value, position)
    where f.value ->> 'kind' = 'TOPIC' and w.value ->> 'key' is not null
      and not exists (select from jsonb_array_elements(v_plan -> 'live') l where l -> 'factId' = f.value -> 'factId')));
  return memory.drop_facts(v_plan, v_dismissed, 'FORGOTTEN') || jsonb_build_object('dismissed', (
    select coalesce(jsonb_agg(
      product.left_aside(memory.carried_piece(d.value), 'DISMISSED', d.value ->> 'key', 'left aside on request') order by d.position), '[]')
    from jsonb_array_elements(v_dismissed) with ordinality d (value, position)));
end
$$
language plpgsql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function memory.forget_facts(jsonb, jsonb) is
  'A plan without the facts that the question forgets, all of them where it starts over, and without those of dismissed keys, which are listed in dismissed as ignored pieces. kept: those of which some values are left, as the new facts that they are; wordsLeft: of a forgotten topic those that wish for something.';

grant execute on function memory.forget_facts(jsonb, jsonb) to trueshelf_api;
