create or replace function memory.plan_turn(
  conversation_id uuid,
  question text,
  filter jsonb,
  options jsonb,
  now timestamptz
)
returns jsonb
as $$
declare
  v_state jsonb;
  v_options jsonb := product.read_options(plan_turn.options - '{conversation,idempotencyKey}'::text[],
    '{asOf,sort,currency,interpret,proposals,queryEmbedding,model,dismiss}');
  v_filter jsonb := nullif(plan_turn.filter, 'null');
  v_said jsonb := '{}'; -- what memory.read_move says
  v_masked text := plan_turn.question;
  v_plan jsonb;
begin
  perform product.check_text(plan_turn.question);
  perform product.filter_constraints(v_filter);
  if plan_turn.conversation_id is not null then
    v_state := memory.conversation_state(plan_turn.conversation_id);
    if v_state is null or (v_state ->> 'expiresAt')::timestamptz <= plan_turn.now then
      raise exception using errcode = 'TSNFD',
        message = format('there is no conversation %s, or it has come to its end', plan_turn.conversation_id),
        hint = 'Leave the id of the conversation out to begin a new one; a conversation is its caller''s own, and is forgotten some time after its last turn.';
    end if;
  end if;
  -- A text that names a product from end to end moves nothing, whatever its words say alone.
  if coalesce((v_options -> 'interpret')::boolean, true)
    and not exists (select from product.exact_matches(product.normalise_question(plan_turn.question)))
  then
    v_said := memory.read_move(plan_turn.question, v_state);
    v_masked := v_said ->> 'masked';
  end if;
  v_plan := '{"reference": null, "asked": [], "shown": null, "missing": null, "forgetUnknown": [], "emptyReason": null, "k": null}'::jsonb
    || v_said || jsonb_build_object(
      'move', v_said -> 'move',
      'position', coalesce((v_state ->> 'position')::integer, 0) + 1,
      'masked', v_masked,
      'search', null,
      'ignored', (
        select coalesce(jsonb_agg('{"kind": "NOT_POSSIBLE", "key": null}'::jsonb || u.value order by u.position), '[]')
        from jsonb_array_elements(coalesce(v_said -> 'forgetUnknown', '[]')) with ordinality u (value, position)),
      'newFacts', '[]'::jsonb, 'superseded', '[]'::jsonb, 'supersededFacts', '[]'::jsonb, 'refused', '[]'::jsonb, 'repeated', '[]'::jsonb, 'resumed', '[]'::jsonb,
      'live', coalesce(v_state -> 'facts', '[]'), 'gone', '[]'::jsonb, 'kept', '[]'::jsonb);
  if v_plan ->> 'move' = 'MORE' then
    v_plan := memory.plan_more(v_plan, v_state, plan_turn.question, v_filter, v_options, plan_turn.now);
  end if;
  if v_plan ->> 'move' is null or v_plan ->> 'move' not in ('MORE', 'ITEM', 'TALK') then
    v_plan := memory.plan_search(v_plan, v_state, plan_turn.question, v_filter, v_options, plan_turn.now);
  end if;
  return v_plan - '{live,gone,aside,wordsLeft,dismissed,kept,residue,refused,repeated,forget,forgetFacts,also,instead,like}'::text[] || jsonb_build_object('facts', (
    select coalesce(jsonb_agg(f.value order by f.part, f.position), '[]')
    from (
      select 1 as part, l.position, l.value - 'value' as value
      from jsonb_array_elements(v_plan -> 'live') with ordinality l (value, position)
      union all
      select 2, n.position, jsonb_build_object('factId', null) || (n.value - 'value')
        || jsonb_build_object('turn', jsonb_build_object('id', null, 'position', v_plan -> 'position'))
      from jsonb_array_elements(v_plan -> 'newFacts') with ordinality n (value, position)
    ) f));
end
$$
language plpgsql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function memory.plan_turn(uuid, text, jsonb, jsonb, timestamptz) is
  'What a question does to its conversation (null: a first one), with nothing written: {move, position, masked, search (the arguments of product.search_page, {queryText, filter, options, reading}; null where none is to be made, emptyReason says why), ignored, reference, asked, shown, missing, newFacts, superseded, resumed (ids of superseded facts that hold again), facts and supersededFacts (the memory as this turn leaves it, and what it takes out)}. filter null leaves the arguments of earlier turns in force, {} drops them. Raises TSTXT, TSFLT, TSCCY, TSOPT, and TSNFD for a conversation that is not the caller''s or has expired.';

grant execute on function memory.plan_turn(uuid, text, jsonb, jsonb, timestamptz) to trueshelf_api;
