create or replace function embeddings.embed_tokens(
  model_id bigint,
  tokens text[]
)
returns vector
as $$
  with summed as (
    select sum(
      case when r.weight = 1 then t.embedding
        else t.embedding * array_fill(r.weight, array[vector_dims(t.embedding)])::vector end
      order by t.token, r.weight
    ) as total
    from unnest(embed_tokens.tokens) w (token)
    join embeddings.resolve_tokens(embed_tokens.model_id, embed_tokens.tokens) r on r.written = w.token
    join embeddings.token t on t.model_id = embed_tokens.model_id and t.token = r.token
    where t.embedding is not null
  )
  select case when vector_norm(s.total) > 0 then l2_normalize(s.total) end from summed s;
$$
language sql
stable
security definer
set search_path = pg_catalog, public, pg_temp;

comment on function embeddings.embed_tokens(bigint, text[]) is
  'A question by the built-in model: the sum of its words'' vectors at unit length; null when no word of it is known.';

grant execute on function embeddings.embed_tokens(bigint, text[]) to trueshelf_api;
