create or replace function api.ready()
returns jsonb
as $$
begin
  return jsonb_build_object(
    'migrated', true,
    'modelActive', exists (select from embeddings.model m where m.state = 'active'));
end
$$
language plpgsql
stable
security definer
set search_path = pg_catalog, public, pg_temp;

comment on function api.ready() is 'Whether questions can be answered: that it can be called at all says that the database is migrated; modelActive that meaning can be compared.';

grant execute on function api.ready() to trueshelf_gateway;
