create or replace function audit.bare_error(
  error jsonb
)
returns jsonb
as $$
  -- What a message quotes may be a person's words, and where a quotation ends cannot be told: they may hold quotes, or be cut.
  -- So all behind the first quote goes, but an apostrophe within a word is none.
  select jsonb_build_object(
    'code', bare_error.error -> 'code',
    'message', case
      when bare_error.error ->> 'code' ~ '^(TS[A-Z]{3}|NARRATOR_[A-Z_]+|LIMIT_OUT_OF_RANGE|BAD_(TEXT|FILTER|OPTIONS|CURSOR|CLAIMS|VECTOR)|UNKNOWN_CURRENCY|NOT_FOUND|FORBIDDEN|MODEL_STATE|JOB_STATE|IDEMPOTENCY_CONFLICT|READ_ONLY|CHANGED_MEANWHILE|TIMEOUT|CLIENT_GONE|UNFINISHED|INTERNAL_SERVER_ERROR)$'
        then regexp_replace(bare_error.error ->> 'message', '["“”„«»‹›`‘＂＇].*$|(?<![[:alnum:]])[''’].*$', '…')
      else '' end)
  where jsonb_typeof(bare_error.error) = 'object';
$$
language sql
immutable
parallel safe;

comment on function audit.bare_error(jsonb) is
  '{code, message} of an error as the decision log keeps it: of codes that are ours the message up to what it quotes, of any other an empty one. Null where there is no error.';

grant execute on function audit.bare_error(jsonb) to trueshelf_api;
