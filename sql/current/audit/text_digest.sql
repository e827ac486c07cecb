create or replace function audit.text_digest(
  salt uuid,
  content text
)
returns bytea
as $$
  select sha256(convert_to(text_digest.salt::text || text_digest.content, 'UTF8'));
$$
language sql
immutable
parallel safe;

comment on function audit.text_digest(uuid, text) is
  'The digest of a text by its conversation''s salt: it proves what was said while the conversation is remembered, and nothing once the salt is gone. Null of null.';

grant execute on function audit.text_digest(uuid, text) to trueshelf_api;
