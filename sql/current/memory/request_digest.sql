create or replace function memory.request_digest(
  salt uuid,
  question text,
  k integer,
  filter jsonb,
  options jsonb
)
returns bytea
as $$
  select sha256(convert_to(jsonb_build_array(
    request_digest.salt,
    request_digest.question,
    request_digest.k,
    request_digest.filter,
    -- Made anew for each attempt, and never quite the same.
    request_digest.options - '{proposals,queryEmbedding,idempotencyKey}'::text[],
    current_setting('trueshelf.role'),
    current_setting('trueshelf.customer_group'))::text, 'UTF8'));
$$
language sql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function memory.request_digest(uuid, text, integer, jsonb, jsonb) is
  'What an idempotency key is held against: question, conversation, k, filter and options, and as whom it was asked, salted. options: those of memory.read_chat_options.';

grant execute on function memory.request_digest(uuid, text, integer, jsonb, jsonb) to trueshelf_api;
