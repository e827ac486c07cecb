create or replace function embeddings.keep_question(
  model_id bigint,
  content text,
  query_vector vector
)
returns void
as $$
declare
  -- 0.6 GB at 1,536 dimensions; some days of a busy shop, whose questions come again or never.
  v_kept constant integer := 100000;
  v_digest constant bytea := embeddings.question_digest(keep_question.content);
begin
  -- The later one wins: a known question is not asked of the provider again, so what is there and wrong would stay wrong.
  insert into embeddings.query_embedding as q (model_id, text_digest, embedding)
  values (keep_question.model_id, v_digest, keep_question.query_vector)
  on conflict on constraint query_embedding_pkey do update
  set embedding = excluded.embedding,
    created_at = excluded.created_at
  where q.embedding <> excluded.embedding;
  -- Counting takes 10 ms: at one in 256.
  if found and get_byte(v_digest, 0) = 0 then
    delete from embeddings.query_embedding q
    where q.created_at < (select r.created_at from embeddings.query_embedding r order by r.created_at desc offset v_kept limit 1);
  end if;
end
$$
language plpgsql
volatile
security definer
set search_path = pg_catalog, public, pg_temp;

comment on function embeddings.keep_question(bigint, text, vector) is
  'Keeps the vector of a question for whoever asks it again, under a digest of its text, in place of one that is there; of more than 100,000 the oldest go, now and then.';

grant execute on function embeddings.keep_question(bigint, text, vector) to trueshelf_api;
