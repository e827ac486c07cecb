create or replace function api.embedding_status()
returns table (
  model text,
  provider text,
  state text,
  dimensions integer,
  products bigint,
  embedded bigint,
  backlog bigint,
  parked bigint,
  oldest_pending timestamptz,
  last_embedded_at timestamptz,
  similarity_floor real
)
as $$
begin
  return query select s.* from embeddings.status() s;
end
$$
language plpgsql
stable
security definer
set search_path = pg_catalog, public, pg_temp;

comment on function api.embedding_status() is
  'A row per model in use, the active one first: products in all, embedded ones, waiting ones (backlog), those set aside after failing (parked), since when the oldest waits, and the similarity that a product must be above to count as like a question (null: not measured, or too few products to).';

grant execute on function api.embedding_status() to trueshelf_gateway;
