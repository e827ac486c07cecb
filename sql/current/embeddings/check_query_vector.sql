create or replace function embeddings.check_query_vector(
  model embeddings.model,
  query_vector vector
)
returns vector
as $$
begin
  if check_query_vector.query_vector is null or (check_query_vector.model).model_id is null
    or vector_dims(check_query_vector.query_vector) <> (check_query_vector.model).dimensions
    or not vector_norm(check_query_vector.query_vector) > 0
  then
    raise exception using errcode = 'TSVEC',
      message = format('the vector has %s dimensions and length %s, expected %s dimensions and a length above 0',
        coalesce(vector_dims(check_query_vector.query_vector)::text, 'no'),
        coalesce(vector_norm(check_query_vector.query_vector)::text, 'none'),
        coalesce((check_query_vector.model).dimensions::text, 'an active model with its')),
      hint = 'Embed the question with the model that answers it; see api.embedding_status().';
  end if;
  return l2_normalize(check_query_vector.query_vector); -- a very long or very short one overflows the distance: NaN, the best of all scores
end
$$
language plpgsql
immutable
set search_path = pg_catalog, public, pg_temp;

comment on function embeddings.check_query_vector(embeddings.model, vector) is
  'The vector of a question, of length 1. Raises TSVEC unless it has the model''s dimensions and a length.';

grant execute on function embeddings.check_query_vector(embeddings.model, vector) to trueshelf_api;
