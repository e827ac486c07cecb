create or replace function memory.find_evidence(
  question text,
  k integer,
  plan jsonb,
  options jsonb,
  query_vector vector,
  now timestamptz
)
returns jsonb
as $$
declare
  v_search constant jsonb := nullif(find_evidence.plan -> 'search', 'null');
  v_found jsonb;
  v_page jsonb;
  v_nearest jsonb := '[]';
begin
  if v_search is null then
    v_found := product.item_page(
      find_evidence.question, nullif(find_evidence.plan -> 'reference', 'null'), coalesce(nullif(find_evidence.plan -> 'asked', 'null'), '[]'),
      nullif(find_evidence.plan -> 'shown', 'null'), find_evidence.options - '{conversation,idempotencyKey}'::text[], find_evidence.now);
    v_page := v_found -> 'page';
    v_page := v_page || jsonb_build_object(
      'interpretation', (v_page -> 'interpretation') || jsonb_build_object('ignored', coalesce(find_evidence.plan -> 'ignored', '[]')),
      'retrieval', (v_page -> 'retrieval') || case when coalesce(find_evidence.plan ->> 'emptyReason', find_evidence.plan #>> '{missing,reason}') is null then '{}'
        else jsonb_build_object('emptyReason', coalesce(find_evidence.plan ->> 'emptyReason', find_evidence.plan #>> '{missing,reason}')) end);
    -- A list that has come to its end holds to what it was searched by.
    if find_evidence.plan ->> 'move' = 'MORE' then
      v_page := jsonb_set(v_page, '{interpretation}', coalesce(
        memory.last_interpretation((find_evidence.options ->> 'conversation')::uuid) || jsonb_build_object(
          'text', find_evidence.question, 'ignored', v_page #> '{interpretation,ignored}'), v_page -> 'interpretation'));
    end if;
    return jsonb_build_object('page', v_page, 'nearest', '[]'::jsonb, 'item', case when v_found -> 'item' <> 'null'
      then (v_found -> 'item') || jsonb_build_object('wanted', coalesce(find_evidence.plan -> 'wanted', '[]')) end);
  end if;
  v_page := product.search_page(
    v_search ->> 'queryText', find_evidence.k, v_search -> 'filter',
    v_search -> 'options' || '{"include": ["FUNNEL", "RELAXATIONS"]}', find_evidence.query_vector, find_evidence.now,
    nullif(v_search -> 'reading', 'null'));
  if v_page -> 'items' = '[]' and not (v_search -> 'options') ? 'after' and v_page #>> '{retrieval,mode}' <> 'BROWSE'
    and coalesce(v_page #>> '{interpretation,residue}', '') <> ''
  then
    -- By the words that mean something: those of "do you sell …" are near to anything.
    if v_page #>> '{retrieval,emptyReason}' not like 'no word of the question%' then
      v_nearest := product.nearest_categories(v_page #>> '{interpretation,residue}', (v_search -> 'options') || jsonb_strip_nulls(jsonb_build_object(
        'minSimilarity', (v_page #>> '{retrieval,similarityFloor}')::numeric * 0.75)), find_evidence.now);
    end if;
    if v_nearest = '[]' and v_page #>> '{funnel,candidates}' = '0' then
      v_nearest := product.top_categories();
    end if;
  end if;
  return jsonb_build_object('page', v_page, 'item', null, 'nearest', v_nearest);
end
$$
language plpgsql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function memory.find_evidence(text, integer, jsonb, jsonb, vector, timestamptz) is
  'What a turn shows, {page, item, nearest}: the search that memory.plan_turn planned, with funnel and relaxations, or the one product that is asked about, read anew. nearest: where nothing was found the categories that are near, else those that the shop has most of (isNear false).';

grant execute on function memory.find_evidence(text, integer, jsonb, jsonb, vector, timestamptz) to trueshelf_api;
