create or replace function api.embedding_status(
  claims jsonb default null
)
returns table (
  model text,
  provider text,
  state text,
  dimensions integer,
  products bigint,
  embedded bigint,
  stale bigint,
  coverage double precision,
  backlog bigint,
  in_progress bigint,
  parked bigint,
  oldest_pending timestamptz,
  last_embedded_at timestamptz,
  lag_p50 double precision,
  lag_p95 double precision,
  similarity_floor real,
  failure jsonb,
  last_error jsonb
)
as $$
begin
  perform product.set_claims(embedding_status.claims);
  return query select s.* from embeddings.status(current_setting('trueshelf.role') = 'merchant', statement_timestamp()) s;
end
$$
language plpgsql
volatile
security definer
set search_path = pg_catalog, public, pg_temp;

comment on function api.embedding_status(jsonb) is
  'A row per model in use, the active one first, then the oldest: products in all; embedded: those with a vector; stale: of these those whose text has changed since (edited back: until a worker has looked); coverage (0 to 1): the share with a vector of their present text; backlog: products that wait, those among them that a forced refresh embeds anew without being stale, in_progress of them being with a worker; parked: set aside after failing; oldest_pending: since when the oldest waits; lag_p50 and lag_p95: seconds from edit to vector, of the last hour (null: no edit was embedded then); similarity_floor: what a similarity must be above to count (null: not measured, or too few products to); failure: why the provider as a whole gives nothing (null: it does); last_error: of a product. A merchant sees figures of all products and messages; others those of active, unrestricted products, and codes. Raises TSCLM.';

grant execute on function api.embedding_status(jsonb) to trueshelf_gateway, trueshelf_operator;
