create or replace function embeddings.query_vector(
  model_id bigint,
  content text
)
returns vector
as $$
  select case
    when (select m.provider from embeddings.model m where m.model_id = query_vector.model_id) = 'builtin' then
      embeddings.embed_tokens(query_vector.model_id, embeddings.tokens(query_vector.content))
    else (
      select q.embedding
      from embeddings.query_embedding q
      where q.model_id = query_vector.model_id and q.text_digest = embeddings.question_digest(query_vector.content)
    )
  end;
$$
language sql
stable
security definer
set search_path = pg_catalog, public, pg_temp;

comment on function embeddings.query_vector(bigint, text) is
  'The vector of a question as far as SQL alone can have it: computed by the built-in model, from the cache for a provider''s; else null.';

grant execute on function embeddings.query_vector(bigint, text) to trueshelf_api;
