create or replace function api.decisions(
  k integer default 20,
  after uuid default null,
  filter jsonb default '{}',
  claims jsonb default null
)
returns jsonb
as $$
begin
  perform product.set_claims(decisions.claims);
  return audit.list_decisions(decisions.k, decisions.after, decisions.filter, statement_timestamp());
end
$$
language plpgsql
volatile
security definer
set search_path = pg_catalog, public, pg_temp;

comment on function api.decisions(integer, uuid, jsonb, jsonb) is
  'The decisions of the caller, of merchants everybody''s, newest first: {items, hasNextPage}, items as of api.decision. k: 1 to 200. after: the id of the last one of the page before. filter: {since, until, conversation, move, source, failed, empty, principal}, principal for merchants; who is not signed in names a conversation. Raises TSLIM, TSFLT, TSFOR, TSCUR, TSCLM.';

grant execute on function api.decisions(integer, uuid, jsonb, jsonb) to trueshelf_gateway, trueshelf_operator;
