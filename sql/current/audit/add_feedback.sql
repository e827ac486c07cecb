create or replace function audit.add_feedback(
  decision_id uuid,
  kind text,
  product_id bigint,
  now timestamptz
)
returns jsonb
as $$
declare
  v_decision audit.decision;
  v_feedback audit.feedback;
  v_writes constant boolean := not current_setting('transaction_read_only')::boolean;
begin
  if add_feedback.kind is null or add_feedback.kind not in ('CLICKED', 'ADDED_TO_BASKET', 'HELPFUL', 'WRONG') then
    raise exception using errcode = 'TSOPT',
      message = format('the kind of feedback is %s', coalesce(format('"%s"', left(add_feedback.kind, 60)), 'missing')),
      hint = 'Use CLICKED, ADDED_TO_BASKET, HELPFUL or WRONG.';
  end if;
  if add_feedback.product_id is null and add_feedback.kind in ('CLICKED', 'ADDED_TO_BASKET') then
    raise exception using errcode = 'TSOPT',
      message = format('%s names no product', add_feedback.kind),
      hint = 'Say which product of the answer it was; HELPFUL and WRONG may be said of the answer as a whole.';
  end if;
  select d.* into v_decision
  from audit.decision d
  where d.decision_id = add_feedback.decision_id
    and d.principal = current_setting('trueshelf.principal', true);
  if not found then
    raise exception using errcode = 'TSNFD',
      message = format('there is no decision %s of yours', coalesce(add_feedback.decision_id::text, 'null')),
      hint = 'Give the decision_id of an answer that you were given.';
  end if;
  if add_feedback.product_id is not null and not exists (
    select
    from jsonb_array_elements(v_decision.evidence) i (value)
    where i.value ->> 'productId' = add_feedback.product_id::text)
  then
    raise exception using errcode = 'TSNFD',
      message = format('the product %s is not among the evidence of that answer', add_feedback.product_id),
      hint = 'Say it of a product that the answer showed.';
  end if;
  if v_writes then
    insert into audit.feedback (decision_id, product_id, kind, principal, given_at)
    values (v_decision.decision_id, add_feedback.product_id, add_feedback.kind, v_decision.principal, add_feedback.now)
    on conflict do nothing
    returning * into v_feedback;
  end if;
  if v_feedback.feedback_id is null then
    select f.* into v_feedback
    from audit.feedback f
    where f.decision_id = v_decision.decision_id
      and f.product_id is not distinct from add_feedback.product_id
      and f.kind = add_feedback.kind;
  end if;
  return jsonb_build_object(
    'decisionId', v_decision.decision_id,
    'feedbackId', v_feedback.feedback_id,
    'kind', add_feedback.kind,
    'productId', add_feedback.product_id::text,
    'givenAt', product.rfc3339(v_feedback.given_at),
    'unrecorded', case when v_feedback.feedback_id is null then 'the database is read-only, so this was not recorded' end);
end
$$
language plpgsql
volatile
set search_path = pg_catalog, public, pg_temp;

comment on function audit.add_feedback(uuid, text, bigint, timestamptz) is
  'Behind api.send_feedback: adds a row to audit.feedback, or finds the one that says the same. Raises TSOPT, TSNFD.';

grant execute on function audit.add_feedback(uuid, text, bigint, timestamptz) to trueshelf_api;
