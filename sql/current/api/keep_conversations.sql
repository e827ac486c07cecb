create or replace function api.keep_conversations(
  time_to_live interval
)
returns bigint
as $$
begin
  perform product.check_writable();
  if keep_conversations.time_to_live is null or keep_conversations.time_to_live not between '1 minute' and '1000 years' then
    raise exception using errcode = 'TSLIM',
      message = format('time_to_live is %s, expected 1 minute to 1000 years', coalesce(keep_conversations.time_to_live::text, 'null')),
      hint = 'Such as "30 days".';
  end if;
  return memory.keep_conversations(keep_conversations.time_to_live);
end
$$
language plpgsql
volatile
security definer
set search_path = pg_catalog, public, pg_temp;

comment on function api.keep_conversations(interval) is
  'Sets how long a conversation is kept after its last turn (30 days until this is called), those that are there included, and returns for how many of these the end moved. api.prune deletes what has come to its end. Raises TSLIM, TSRDO.';

grant execute on function api.keep_conversations(interval) to trueshelf_operator;
