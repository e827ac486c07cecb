create or replace function api.demand(
  since timestamptz default null,
  k integer default 20,
  claims jsonb default null
)
returns jsonb
as $$
begin
  perform product.set_claims(demand.claims);
  if current_setting('trueshelf.role') <> 'merchant' then
    raise exception using errcode = 'TSFOR',
      message = 'what others asked for is for merchants', hint = 'Ask with the claim {"role": "merchant"}.';
  end if;
  if demand.k is null or demand.k not between 1 and 200 then
    raise exception using errcode = 'TSLIM',
      message = format('k is %s, expected 1 to 200', coalesce(demand.k::text, 'null')), hint = 'Ask for 1 to 200 of each.';
  end if;
  return audit.demand(coalesce(demand.since, statement_timestamp() - interval '30 days'), demand.k, statement_timestamp());
end
$$
language plpgsql
volatile
security definer
set search_path = pg_catalog, public, pg_temp;

comment on function api.demand(timestamptz, integer, jsonb) is
  'For merchants, what people asked for in vain since an instant (null: 30 days ago): {since, questions: [{question (null: forgotten), times, lastAskedAt, constraints: [label]}], constraints: [{key, label, turnedAway, questions}]}, at most k of each, the most first. turnedAway adds up the products that a constraint turned away, question by question. Raises TSFOR, TSLIM, TSCLM.';

grant execute on function api.demand(timestamptz, integer, jsonb) to trueshelf_gateway, trueshelf_operator;
