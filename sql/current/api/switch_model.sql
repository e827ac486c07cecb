create or replace function api.switch_model(
  name text,
  force boolean default false
)
returns jsonb
as $$
begin
  return embeddings.switch_model(switch_model.name, switch_model.force, statement_timestamp());
end
$$
language plpgsql
volatile
security definer
set search_path = pg_catalog, public, pg_temp;

comment on function api.switch_model(text, boolean) is
  'Lets a model answer from the commit on, in place of the active one, which stands by and is kept fresh: {model, replaced (null: none), coverage (0 to 1), pending (products without a vector of their present text)}. A search under way ends with the model that it began with. Raises TSNFD, and TSMOD unless the model stands by, no product is parked, and every product has a vector of its present text or was queued within the last minute, and at most 100 products or a twentieth of all wait; or force is true.';

grant execute on function api.switch_model(text, boolean) to trueshelf_operator;
