create or replace function api.fail_chat(
  question text,
  request jsonb,
  error jsonb,
  claims jsonb default null
)
returns uuid
as $$
declare
  v_filter jsonb := jsonb_strip_nulls(nullif(fail_chat.request -> 'filter', 'null'));
begin
  perform product.set_claims(fail_chat.claims);
  if coalesce(jsonb_typeof(fail_chat.request), '') <> 'object' or coalesce(jsonb_typeof(fail_chat.error), '') <> 'object'
    or not coalesce(fail_chat.error ->> 'code' ~ '^[A-Za-z0-9_]{1,60}$' and length(fail_chat.error ->> 'message') <= 1000, false)
  then
    raise exception using errcode = 'TSOPT',
      message = 'a failed question is not described as it should be',
      hint = 'Give request as {"k", "filter", "options"}, and error as {"code", "message"} with a code of letters, digits and underscores and a message of at most 1000 characters.';
  end if;
  if current_setting('transaction_read_only')::boolean then
    return null;
  end if;
  -- It may be what was wrong, and then it is anybody's words.
  begin
    perform product.filter_constraints(v_filter);
  exception when others then
    v_filter := null;
  end;
  return audit.record_failure(
    fail_chat.question, fail_chat.request || jsonb_build_object('filter', v_filter), fail_chat.error, statement_timestamp());
end
$$
language plpgsql
volatile
security definer
set search_path = pg_catalog, public, pg_temp;

comment on function api.fail_chat(text, jsonb, jsonb, jsonb) is
  'Records a question that could not be answered, for a caller whose own transaction was rolled back, and returns the decision''s id; null on a read-only standby. The question enters as a digest only, of the request ({k, filter, options}) what is well-formed, and of the error''s message nothing that it quotes. Raises TSOPT.';

grant execute on function api.fail_chat(text, jsonb, jsonb, jsonb) to trueshelf_gateway;
