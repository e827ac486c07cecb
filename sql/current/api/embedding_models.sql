create or replace function api.embedding_models()
returns table (
  model_id bigint,
  model text,
  provider text,
  state text,
  dimensions integer,
  provider_model text,
  base_url text,
  send_dimensions boolean,
  document_template text,
  query_template text,
  batch_items integer,
  batch_tokens integer,
  input_tokens integer
)
as $$
begin
  return query
  select m.model_id, m.name, m.provider, m.state, m.dimensions, m.provider_model, m.base_url, m.send_dimensions,
    m.document_template, m.query_template, m.batch_items, m.batch_tokens, m.input_tokens
  from embeddings.model m
  where m.state <> 'retired'
  order by array_position(array['active', 'standby', 'building', 'paused'], m.state), m.model_id;
end
$$
language plpgsql
stable
security definer
set search_path = pg_catalog, public, pg_temp;

comment on function api.embedding_models() is
  'A row per model in use, the active one first, then standby, building and paused ones, the oldest first: how it is asked, and within which limits. provider_model and base_url are null for the built-in one. No key is in it: the database knows none.';

grant execute on function api.embedding_models() to trueshelf_gateway, trueshelf_worker;
