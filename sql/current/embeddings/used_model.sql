create or replace function embeddings.used_model(
  name text,
  otherwise text
)
returns bigint
as $$
declare
  v_model_id bigint;
begin
  select m.model_id into v_model_id from embeddings.model m where m.name = used_model.name and m.state <> 'retired';
  if not found then
    raise exception using errcode = 'TSNFD',
      message = format('there is no model "%s" in use', left(used_model.name, 100)),
      hint = format('%s %s', coalesce(
        'Models in use: ' || (
          select string_agg(m.name, ', ' order by m.model_id) from embeddings.model m where m.state <> 'retired'
        ) || '.',
        'No model is in use.'), used_model.otherwise);
  end if;
  return v_model_id;
end
$$
language plpgsql
stable
security definer
set search_path = pg_catalog, public, pg_temp;

comment on function embeddings.used_model(text, text) is
  'The id of a model in use, by its name. Raises TSNFD, with the names of those in use and what to do otherwise.';

grant execute on function embeddings.used_model(text, text) to trueshelf_api;
