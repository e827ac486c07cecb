create or replace function embeddings.prune_questions(
  created_before timestamptz,
  at_most integer
)
returns integer
as $$
declare
  v_gone integer;
begin
  with oldest as (
    select o.model_id, o.text_digest
    from embeddings.query_embedding o
    where o.created_at < prune_questions.created_before
    order by o.created_at
    limit prune_questions.at_most
  )
  delete from embeddings.query_embedding q
  using oldest o
  where q.model_id = o.model_id and q.text_digest = o.text_digest;
  get diagnostics v_gone = row_count;
  return v_gone;
end
$$
language plpgsql
volatile
security definer
set search_path = pg_catalog, public, pg_temp;

comment on function embeddings.prune_questions(timestamptz, integer) is
  'Removes cached vectors of questions that were kept before that instant, the oldest first, at_most so many, and returns how many.';

grant execute on function embeddings.prune_questions(timestamptz, integer) to trueshelf_api;
