create or replace function embeddings.question_digest(
  content text
)
returns bytea
as $$
  select sha256(convert_to(lower(regexp_replace(btrim(question_digest.content), '\s+', ' ', 'g')), 'UTF8'));
$$
language sql
immutable
parallel safe
set search_path = pg_catalog, pg_temp;

comment on function embeddings.question_digest(text) is
  'What the cached vector of a question is found by: SHA-256 of its text in lower case, with single spaces.';
