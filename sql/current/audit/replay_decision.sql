create or replace function audit.replay_decision(
  decision_id uuid,
  claims jsonb,
  now timestamptz
)
returns jsonb
as $$
declare
  v_merchant constant boolean := current_setting('trueshelf.role', true) = 'merchant';
  v_decision audit.decision;
  v_turn memory.turn;
  v_said text[] := '{}';
  v_evidence jsonb;
  v_found jsonb;
  v_refusal text;
  v_narration jsonb;
  v_differences jsonb;
  v_ids bigint[];
  v_changes jsonb;
  v_left_open jsonb := '[]';
begin
  select d.* into v_decision
  from audit.decision d
  where d.decision_id = replay_decision.decision_id;
  if not found then
    raise exception using errcode = 'TSNFD',
      message = format('there is no decision %s', coalesce(replay_decision.decision_id::text, 'null')),
      hint = 'Give the decision_id of an answer of your own; merchants may replay everybody''s.';
  end if;
  select t.* into v_turn
  from audit.remembered_turn(v_decision.turn_id, replay_decision.now) t;
  if v_turn.answer is null or v_turn.request is null then
    return jsonb_build_object(
      'decisionId', v_decision.decision_id, 'outcome', 'FORGOTTEN', 'replayedAt', product.rfc3339(replay_decision.now),
      'asOf', product.rfc3339(v_decision.as_of), 'differences', '[]'::jsonb, 'page', null,
      'notReconstructed', jsonb_build_array(case
        when v_decision.turn_id is null then 'The question failed, and of one that failed no words are kept to ask again.'
        else 'The question is forgotten, and without its words it cannot be asked again.' end));
  end if;
  v_evidence := audit.describe_decision(v_decision, replay_decision.now) -> 'evidence';

  -- Asked as whoever asked: a merchant sees more. Nobody is given back rights that are no longer theirs.
  if v_merchant then
    perform product.set_claims(jsonb_build_object(
      'sub', replay_decision.claims -> 'sub', 'role', coalesce(v_decision.policies ->> 'role', 'shopper'), 'group', v_decision.customer_group));
  elsif v_decision.customer_group is distinct from nullif(current_setting('trueshelf.customer_group', true), '')
    or v_decision.policies ->> 'role' = 'merchant'
  then
    v_said := v_said || 'It was answered to you in another role or customer group, and is asked again in the one that you have now.'::text;
  end if;
  begin
    v_found := audit.replay_turn(v_turn, v_decision.as_of, replay_decision.now);
  exception when others then
    -- Refused by us, as where a filter names what is no more. Anything else is a fault.
    if sqlstate !~ '^TS' then
      raise;
    end if;
    v_refusal := sqlerrm;
  end;
  if v_found is null then
    v_found := jsonb_build_object('page', null, 'ranks', '{}'::jsonb);
    v_said := v_said || format('Asked again, it is refused: %s.', v_refusal);
  elsif v_decision.narration_source = 'TEMPLATE' then
    v_narration := product.narrate(
      v_turn.answer - '{completion,narration,latency}'::text[] || (v_found - '{ranks,cut}'::text[]) || jsonb_build_object('question', v_turn.question));
  end if;
  perform product.set_claims(replay_decision.claims);

  if (v_found -> 'cut')::boolean then
    v_said := v_said || 'Rows behind the 200th are not read again.'::text;
  end if;
  if v_decision.narration_source like '%MODEL%' then
    v_said := v_said || 'What a language model said is not said again: it may say it in other words each time.'::text;
  end if;
  if v_found #>> '{page,retrieval,degraded}' is not null and v_turn.answer #>> '{page,retrieval,degraded}' is null then
    v_said := v_said || format('The vector of the question is not kept with it, and the search did less than it did then: %s.', v_found #>> '{page,retrieval,degraded}');
  end if;

  select jsonb_agg(jsonb_build_object(
    'kind', c.kind, 'productId', c.product_id, 'handle', c.handle, 'title', c.title, 'field', c.field, 'before', c.was,
    'sku', (
      select i.value -> 'sku'
      from jsonb_array_elements(v_found #> '{page,items}') i (value)
      where i.value ->> 'productId' = c.product_id),
    'now', case when c.kind <> 'ROW_GONE' or c.becomes is not null then c.becomes
      when exists (select from product.product p where p.product_id = c.product_id::bigint and p.status = 'active') then 'not in the answer'
      when v_merchant then 'no longer sold'
      else 'no longer available to you' end) order by c.position)
  into v_differences
  from audit.compare_pages(v_evidence, v_turn.answer, v_found, v_narration)
    with ordinality c (kind, product_id, handle, title, field, was, becomes, position)
  -- A search that is refused has no page to differ.
  where v_refusal is null or c.kind = 'ROW_GONE';
  if v_differences is not null then
    select array_agg(distinct (i.value ->> 'productId')::bigint) into v_ids
    from jsonb_array_elements(v_evidence || coalesce(v_found #> '{page,items}', '[]')) i (value);
    select coalesce(jsonb_agg(jsonb_build_object(
      'productId', h.product_id::text, 'changeId', h.change_id::text, 'changedAt', product.rfc3339(h.changed_at), 'actor', h.actor,
      'cause', h.cause, 'relation', h.relation, 'subject', h.subject, 'field', h.field, 'before', h.before, 'after', h.after)), '[]')
    into v_changes
    from audit.changes_of(
      v_ids,
      array(
        select (i.value ->> 'variantId')::bigint
        from jsonb_array_elements(v_evidence || coalesce(v_found #> '{page,items}', '[]')) i (value)),
      v_turn.created_at, replay_decision.now, v_decision.as_of, v_turn.answer #>> '{page,currency}', v_decision.customer_group,
      array[
        product.normalise_question(coalesce(v_turn.request #>> '{search,queryText}', v_turn.question)),
        v_turn.answer #>> '{page,interpretation,residue}']) h;
    v_differences := audit.explain_differences(v_differences, v_changes);
    v_left_open := audit.left_open(v_differences, v_merchant);
  end if;
  return jsonb_build_object(
    'decisionId', v_decision.decision_id,
    'outcome', case when v_differences is null and v_refusal is null then 'SAME' else 'DIFFERS' end,
    'replayedAt', product.rfc3339(replay_decision.now),
    'asOf', product.rfc3339(v_decision.as_of),
    'differences', coalesce(v_differences, '[]'),
    'notReconstructed', to_jsonb(v_said) || v_left_open,
    'page', v_found -> 'page');
end
$$
language plpgsql
volatile
set search_path = pg_catalog, public, pg_temp;

comment on function audit.replay_decision(uuid, jsonb, timestamptz) is
  'Behind api.replay_decision: asks the question of a decision again as of its instant, compares what was shown with what is found, and names the entries of the change log in between. claims: of the caller, which hold again at the end; to a merchant it is answered as to whoever asked. Writes nothing. Raises TSNFD.';

grant execute on function audit.replay_decision(uuid, jsonb, timestamptz) to trueshelf_api;
