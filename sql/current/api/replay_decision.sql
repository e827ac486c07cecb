create or replace function api.replay_decision(
  decision_id uuid,
  claims jsonb default null
)
returns jsonb
as $$
begin
  perform product.set_claims(replay_decision.claims);
  return audit.replay_decision(replay_decision.decision_id, replay_decision.claims, statement_timestamp());
end
$$
language plpgsql
volatile
security definer
set search_path = pg_catalog, public, pg_temp;

comment on function api.replay_decision(uuid, jsonb) is
  'Asks a question of the past again as of the same instant (prices of then, stock of now) and says what differs: {decisionId, outcome (SAME, DIFFERS, FORGOTTEN), replayedAt, asOf, differences: [{kind, productId, handle, title, field, before, now, causes: [{changeId, changedAt, actor, cause, relation, subject, field, before, after}]}], notReconstructed: [sentence], page}. Merchants are told every cause; a shopper the amounts and the stock of what could be seen all the time. Writes nothing. Raises TSNFD, TSCLM.';

grant execute on function api.replay_decision(uuid, jsonb) to trueshelf_gateway, trueshelf_operator;
