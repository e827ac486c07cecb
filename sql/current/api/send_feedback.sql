create or replace function api.send_feedback(
  decision_id uuid,
  kind text,
  product_id bigint default null,
  claims jsonb default null
)
returns jsonb
as $$
begin
  perform product.set_claims(send_feedback.claims);
  return audit.add_feedback(send_feedback.decision_id, send_feedback.kind, send_feedback.product_id, statement_timestamp());
end
$$
language plpgsql
volatile
security definer
set search_path = pg_catalog, public, pg_temp;

comment on function api.send_feedback(uuid, text, bigint, jsonb) is
  'What the caller did with an answer of their own: CLICKED or ADDED_TO_BASKET a product of its evidence, HELPFUL or WRONG of one, or (product_id null) of the answer as a whole. Returns {decisionId, feedbackId, kind, productId, givenAt, unrecorded}; said again, the first one. On a read-only standby feedbackId is null and unrecorded says why. Raises TSOPT, TSNFD, TSCLM.';

grant execute on function api.send_feedback(uuid, text, bigint, jsonb) to trueshelf_gateway;
