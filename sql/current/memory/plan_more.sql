create or replace function memory.plan_more(
  plan jsonb,
  state jsonb,
  question text,
  filter jsonb,
  options jsonb,
  now timestamptz
)
returns jsonb
as $$
declare
  v_list constant jsonb := nullif(plan_more.state -> 'list', 'null');
  v_search jsonb := v_list #> '{request,search}';
  v_read jsonb := case when plan_more.plan ->> 'masked' is not null then product.interpret_text(plan_more.plan ->> 'masked') end;
  v_next jsonb;
begin
  -- "more in brown" is another list, and so is what another filter is given for.
  if plan_more.filter is distinct from nullif(v_list #> '{request,filter}', 'null') and plan_more.filter is not null
    or v_read ->> 'residue' <> '' or v_read -> 'constraints' <> '[]' or v_read -> 'preferences' <> '[]' or v_read -> 'sort' <> 'null'
  then
    return plan_more.plan || '{"move": null}';
  end if;
  if v_list is null or coalesce(v_search, 'null') = 'null' then
    return plan_more.plan || '{"emptyReason": "nothing has been shown yet that there could be more of"}';
  end if;
  if not (v_list ->> 'hasNextPage')::boolean then
    return plan_more.plan || '{"emptyReason": "what was shown before is all there is"}';
  end if;
  if v_search -> 'reading' ? 'residue' then
    v_search := v_search || jsonb_build_object(
      'queryText', plan_more.question, 'reading', memory.retold_reading(v_search -> 'reading', plan_more.question, v_list -> 'turn', plan_more.state));
  end if;
  v_search := v_search || jsonb_build_object('options', (v_search -> 'options') - 'after'
    || jsonb_strip_nulls(jsonb_build_object('queryEmbedding', plan_more.options -> 'queryEmbedding')));
  v_next := (v_search -> 'options') || jsonb_build_object('after', v_list -> 'endCursor');
  begin
    perform product.read_question(v_search ->> 'queryText', nullif(v_search -> 'filter', 'null'), v_next, null, plan_more.now,
      nullif(v_search -> 'reading', 'null'));
  exception when sqlstate 'TSCUR' then
    -- It is older than a day, or another model answers now, or the caller has another price list: the list begins again.
    v_next := v_search -> 'options';
  end;
  return plan_more.plan || jsonb_build_object(
    'search', v_search || jsonb_build_object('options', v_next), 'k', v_list #> '{request,k}');
end
$$
language plpgsql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function memory.plan_more(jsonb, jsonb, text, jsonb, jsonb, timestamptz) is
  'The plan of a turn that wants more of the last list: the same search behind its last item, from its beginning where that cannot be gone on with; move null where the question says more than that; emptyReason where there is no more.';

grant execute on function memory.plan_more(jsonb, jsonb, text, jsonb, jsonb, timestamptz) to trueshelf_api;
