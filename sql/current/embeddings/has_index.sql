create or replace function embeddings.has_index(
  model_id bigint
)
returns boolean
as $$
  select exists (
    select from pg_index i
    join pg_class c on c.oid = i.indexrelid
    where i.indrelid = 'embeddings.product_embedding'::regclass
      and i.indisvalid
      and c.relname = 'product_embedding_model_' || has_index.model_id || '_hnsw'
  );
$$
language sql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function embeddings.has_index(bigint) is 'Whether the vectors of a model have their HNSW index, which a large catalogue on a server gets.';

grant execute on function embeddings.has_index(bigint) to trueshelf_api;
