create or replace function memory.hold_topic(
  plan jsonb,
  said jsonb,
  residue text,
  like_product text
)
returns jsonb
as $$
declare
  v_plan jsonb := hold_topic.plan;
  v_fact jsonb := jsonb_path_query_first(hold_topic.plan, '$.live[*] ? (@.kind == "TOPIC")');
  v_holding jsonb := (hold_topic.plan -> 'live') || (hold_topic.plan -> 'newFacts');
  v_words jsonb;
  v_residue text;
  v_said text;
  v_value jsonb;
begin
  -- A word whose wish was superseded goes with it.
  v_words := (
    select coalesce(jsonb_agg(w.value order by w.position), '[]')
    from jsonb_array_elements(coalesce(v_fact #> '{value,words}', v_plan -> 'wordsLeft', '[]')) with ordinality w (value, position)
    where w.value ->> 'key' is null or exists (
      select from jsonb_array_elements(v_holding) h
      where h -> 'key' = w.value -> 'key' and h #> '{value,filter}' = w.value -> 'filter'));
  v_words := case when hold_topic.residue is null then memory.join_topic(v_words, hold_topic.said) else hold_topic.said end;
  v_residue := coalesce(hold_topic.residue, memory.topic_text(v_words));
  v_said := concat_ws(' ', nullif(v_residue, ''),
    (select 'like ' || p.title from product.product p where p.product_id = hold_topic.like_product::bigint));
  v_value := jsonb_strip_nulls(jsonb_build_object('residue', v_residue, 'words', v_words, 'like', hold_topic.like_product, 'said', v_said));
  if v_fact is not null and v_fact #>> '{value,residue}' = v_residue and v_fact #>> '{value,like}' is not distinct from hold_topic.like_product then
    return v_plan || jsonb_build_object('residue', v_residue);
  end if;
  if v_residue <> '' or hold_topic.like_product is not null then
    v_plan := v_plan || jsonb_build_object('newFacts', (v_plan -> 'newFacts') || jsonb_build_object(
      'kind', 'TOPIC', 'key', 'TOPIC', 'label', v_said, 'trust', 'PARSED', 'value', v_value));
  end if;
  if v_fact is not null then
    v_plan := memory.drop_facts(v_plan, jsonb_build_array(v_fact), 'REPLACED',
      case when v_residue <> '' or hold_topic.like_product is not null then jsonb_array_length(v_plan -> 'newFacts') - 1 end);
  end if;
  return v_plan || jsonb_build_object('residue', v_residue);
end
$$
language plpgsql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function memory.hold_topic(jsonb, jsonb, text, text) is
  'A plan with residue, the words that meaning goes by: those of the topic that still hold, and those that are said now (see memory.join_topic); a topic that changed is a new fact. residue: of a question that begins its topic, as it is; null where said refines. like_product: the id of the product that all is compared with, or null.';

grant execute on function memory.hold_topic(jsonb, jsonb, text, text) to trueshelf_api;
