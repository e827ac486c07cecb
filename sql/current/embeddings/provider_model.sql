create or replace function embeddings.provider_model(
  name text
)
returns bigint
as $$
declare
  v_model_id bigint;
  v_provider text;
  v_state text;
begin
  select m.model_id, m.provider, m.state
  into v_model_id, v_provider, v_state
  from embeddings.model m
  where m.name = provider_model.name;
  if v_provider = 'openai' and v_state <> 'retired' then
    return v_model_id;
  end if;
  raise exception using errcode = 'TSNFD',
    message = case
      when v_state is null then format('there is no model "%s"', provider_model.name)
      when v_state = 'retired' then format('the model "%s" is retired', provider_model.name)
      else format('the model "%s" is the built-in one, which SQL embeds by itself', provider_model.name)
    end,
    hint = case
      when v_provider = 'builtin' and v_state <> 'retired' then 'A trueshelf worker calls for it, and for no other: nobody claims its products.'
      else coalesce(
        'Models of providers in use: ' || (
          select string_agg(m.name, ', ' order by m.model_id)
          from embeddings.model m
          where m.provider = 'openai' and m.state <> 'retired'
        ) || '.',
        'No model of a provider is in use. An operator adds one by api.add_model() or trueshelf model add.')
    end;
end
$$
language plpgsql
stable
security definer
set search_path = pg_catalog, public, pg_temp;

comment on function embeddings.provider_model(text) is
  'The id of a provider''s model in use, by its name. Raises TSNFD for any other.';

grant execute on function embeddings.provider_model(text) to trueshelf_api;
