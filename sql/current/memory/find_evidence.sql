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
    return jsonb_build_object('page', v_page, 'item', v_found -> 'item', 'nearest', '[]'::jsonb);
  end if;
  v_page := product.search_page(
    v_search ->> 'queryText', find_evidence.k, v_search -> 'filter',
    v_search -> 'options' || '{"include": ["FUNNEL", "RELAXATIONS"]}', find_evidence.query_vector, find_evidence.now,
    nullif(v_search -> 'reading', 'null'));
  return jsonb_build_object(
    'page', v_page,
    'item', null,
    'nearest', case
      when v_page -> 'items' = '[]' and not (v_search -> 'options') ? 'after' and v_page #>> '{retrieval,mode}' <> 'BROWSE'
        and coalesce(v_search ->> 'queryText', '') ~ '\S' then
        product.nearest_categories(v_search ->> 'queryText', v_search -> 'options', find_evidence.now)
      else '[]' end);
end
$$
language plpgsql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function memory.find_evidence(text, integer, jsonb, jsonb, vector, timestamptz) is
  'What a turn shows, {page, item, nearest}: the search that memory.plan_turn planned, with funnel and relaxations, or the one product that is asked about, read anew. nearest: categories, where nothing was found.';

grant execute on function memory.find_evidence(text, integer, jsonb, jsonb, vector, timestamptz) to trueshelf_api;
