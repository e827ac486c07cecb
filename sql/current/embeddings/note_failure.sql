create or replace function embeddings.note_failure(
  model_id bigint,
  failure jsonb
)
returns void
as $$
begin
  -- Who finds the row locked leaves it: another worker has just said the same, or the model is being switched.
  perform from embeddings.model m
  where m.model_id = note_failure.model_id
    and (note_failure.failure is not null or m.failure is not null)
  for no key update skip locked;
  if found then
    update embeddings.model m set failure = note_failure.failure where m.model_id = note_failure.model_id;
  end if;
end
$$
language plpgsql
volatile
security definer
set search_path = pg_catalog, public, pg_temp;

comment on function embeddings.note_failure(bigint, jsonb) is
  'Keeps why the provider of a model gives nothing, or (null) that it answers again. Waits for nobody.';

grant execute on function embeddings.note_failure(bigint, jsonb) to trueshelf_api;
