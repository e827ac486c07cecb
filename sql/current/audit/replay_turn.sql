create or replace function audit.replay_turn(
  turn memory.turn,
  as_of timestamptz,
  now timestamptz
)
returns jsonb
as $$
declare
  v_answer constant jsonb := (replay_turn.turn).answer;
  v_request constant jsonb := (replay_turn.turn).request;
  v_search jsonb := nullif((replay_turn.turn).request -> 'search', 'null');
  v_k constant integer := (replay_turn.turn).request -> 'k';
  v_as_of constant jsonb := jsonb_build_object('asOf', product.rfc3339(replay_turn.as_of));
  -- A cursor holds for a day and for one model, so a later page is counted off from the first row on.
  v_before integer := 0;
  v_shown jsonb;
  v_found jsonb;
  v_wide jsonb;
  v_all jsonb;
  v_items jsonb;
begin
  if v_search -> 'options' ? 'after' then
    v_before := coalesce((product.read_cursor(v_search #>> '{options,after}') ->> 'rank')::integer, 0);
  end if;
  v_search := v_search || jsonb_build_object('options', (v_search -> 'options') - 'after' || v_as_of);
  select i.value into v_shown
  from audit.remembered_turn((v_answer #>> '{reference,turn,id}')::uuid, replay_turn.now) t
  cross join jsonb_array_elements(t.answer #> '{page,items}') i (value)
  where i.value ->> 'productId' = v_answer #>> '{reference,productId}';

  -- With the very k: what is said beside the rows depends on it.
  v_found := memory.find_evidence(
    (replay_turn.turn).question,
    v_k,
    jsonb_build_object(
      'search', v_search, 'reference', v_answer -> 'reference', 'asked', v_answer #> '{item,asked}', 'shown', v_shown,
      'ignored', v_answer #> '{page,interpretation,ignored}', 'emptyReason', v_answer #> '{page,retrieval,emptyReason}'),
    v_request -> 'options' || v_as_of,
    null,
    replay_turn.now);
  v_all := v_found #> '{page,items}';
  if v_search is not null and (v_before > 0 or exists (
    select
    from jsonb_array_elements(v_answer #> '{page,items}') i (value)
    where not jsonb_path_exists(v_all, '$[*] ? (@.productId == $id)', jsonb_build_object('id', i.value -> 'productId'))))
  then
    -- Twenty behind the page as well, so that what fell out of it is found where it fell.
    v_wide := product.search_page(
      v_search ->> 'queryText', least(v_before + v_k + 20, 200), v_search -> 'filter', v_search -> 'options', null,
      replay_turn.now, nullif(v_search -> 'reading', 'null'));
    v_all := v_wide -> 'items';
    select coalesce(jsonb_agg(i.value order by i.position), '[]') into v_items
    from jsonb_array_elements(v_all) with ordinality i (value, position)
    where i.position between v_before + 1 and v_before + v_k;
    v_found := jsonb_set(v_found, '{page,items}', v_items);
    v_found := jsonb_set(v_found, '{page,hasNextPage}', to_jsonb(
      (v_wide -> 'hasNextPage')::boolean or jsonb_array_length(v_all) > v_before + v_k));
    if v_items = '[]' and v_before > 0 then
      v_found := jsonb_set(v_found, '{page,retrieval,emptyReason}', coalesce(v_answer #> '{page,retrieval,emptyReason}', 'null'));
    end if;
  end if;
  return v_found || jsonb_build_object(
    'ranks', (
      select coalesce(jsonb_object_agg(i.value ->> 'productId', i.position), '{}')
      from jsonb_array_elements(v_all) with ordinality i (value, position)),
    'cut', v_before + v_k > 200);
end
$$
language plpgsql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function audit.replay_turn(memory.turn, timestamptz, timestamptz) is
  'Finds the evidence of a turn once more as of the same instant: {page, item, nearest, ranks: {product id: place in the whole answer, a few behind the page as well}, cut: whether the page lies in part behind the 200th row, which is not read}. Raises what the search raises.';

grant execute on function audit.replay_turn(memory.turn, timestamptz, timestamptz) to trueshelf_api;
