create or replace function embeddings.model_settings(
  name text,
  settings jsonb
)
returns jsonb
as $$
declare
  v_settings jsonb := jsonb_strip_nulls(coalesce(model_settings.settings, '{}'));
  v_known constant text[] := '{title,brand,category,description,attributes,options}';
  v_key text;
  v_most integer;
  v_url text;
  v_unknown text;
begin
  if model_settings.name is null or length(model_settings.name) not between 1 and 200 or model_settings.name ~ '[[:space:][:cntrl:]]' then
    raise exception using errcode = 'TSOPT',
      message = format('the name of the model is %s, expected 1 to 200 characters without spaces',
        coalesce('"' || left(model_settings.name, 60) || '"', 'missing')),
      hint = 'Choose what it is to be called here, for example "text-embedding-3-small".';
  end if;
  if model_settings.name ~* '^builtin-' then
    raise exception using errcode = 'TSOPT',
      message = format('the name of the model is "%s"; names that begin with "builtin-" belong to models of trueshelf fit', left(model_settings.name, 60)),
      hint = 'Choose another name.';
  end if;
  perform product.check_keys(v_settings,
    '{providerModel,baseUrl,dimensions,sendDimensions,documentTemplate,queryTemplate,batchItems,batchTokens,inputTokens}',
    'the settings', 'TSOPT');

  -- Never shown: it may hold a password, which is just what is wrong with it.
  v_url := case when jsonb_typeof(v_settings -> 'baseUrl') = 'string' then v_settings ->> 'baseUrl' end;
  if v_url is null or length(v_url) > 2000
    or v_url !~ '^https?://([A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\])(:[0-9]{1,5})?(/[^?#@[:space:][:cntrl:]]*)?(\?api-version=[A-Za-z0-9.-]{1,40})?$'
    or substring(v_url from '^https?://[^/?]*:([0-9]{1,5})(?:[/?]|$)')::integer > 65535
  then
    raise exception using errcode = 'TSOPT',
      message = format('settings.baseUrl %s, expected an address such as "https://api.openai.com/v1"', case
        when not v_settings ? 'baseUrl' then 'is missing'
        when v_url is null then 'is no text'
        when v_url ~ '^https?://[^/?#]*@' then 'has a user name or a password in it'
        when v_url ~ '@' then 'has an @ in it'
        when v_url ~ '[?#]' then 'has a query or a fragment other than ?api-version='
        else 'is no http address' end),
      hint = 'Give scheme, host and path. A key is never part of it: it is set in the environment of the worker and the gateway.';
  end if;

  for v_key, v_most in select * from unnest('{dimensions,batchItems,batchTokens,inputTokens}'::text[], '{2000,2048,1000000,1000000}'::integer[]) loop
    continue when not v_settings ? v_key and v_key <> 'dimensions';
    if jsonb_typeof(v_settings -> v_key) is distinct from 'number'
      or (v_settings ->> v_key)::numeric not between 1 and v_most
      or (v_settings ->> v_key)::numeric % 1 <> 0
    then
      raise exception using errcode = 'TSOPT',
        message = format('settings.%s is %s, expected a whole number from 1 to %s', v_key, coalesce(left((v_settings -> v_key)::text, 60), 'missing'), v_most),
        hint = case v_key
          when 'dimensions' then 'As many as the vectors of the model have; a model with more than 2000 may be able to shorten them (sendDimensions).'
          when 'batchItems' then 'Texts a request at most, as the provider allows.'
          else 'Tokens, as the provider allows.' end;
    end if;
    v_settings := v_settings || jsonb_build_object(v_key, (v_settings ->> v_key)::numeric::integer);
  end loop;
  for v_key, v_most in select * from unnest('{providerModel,documentTemplate,queryTemplate}'::text[], '{200,4000,1000}'::integer[]) loop
    continue when not v_settings ? v_key;
    if jsonb_typeof(v_settings -> v_key) <> 'string' or length(v_settings ->> v_key) not between 1 and v_most then
      raise exception using errcode = 'TSOPT',
        message = format('settings.%s is %s, expected a text of 1 to %s characters', v_key, left((v_settings -> v_key)::text, 60), v_most),
        hint = case v_key when 'providerModel' then 'The name that the provider knows the model by.' else 'Leave it out for the usual one.' end;
    end if;
  end loop;
  if (v_settings ->> 'inputTokens')::integer > coalesce((v_settings ->> 'batchTokens')::integer, 100000) then
    raise exception using errcode = 'TSOPT',
      message = format('settings.inputTokens is %s, expected at most batchTokens, which is %s',
        v_settings ->> 'inputTokens', coalesce(v_settings ->> 'batchTokens', '100000')),
      hint = 'A text has to fit into a request: allow fewer tokens a text, or more a request.';
  end if;
  if jsonb_typeof(v_settings -> 'sendDimensions') <> 'boolean' then
    raise exception using errcode = 'TSOPT',
      message = format('settings.sendDimensions is %s, expected true or false', left((v_settings -> 'sendDimensions')::text, 60)),
      hint = 'true asks the provider for vectors of that many dimensions; only some models can shorten theirs.';
  end if;

  select u.field[1] into v_unknown
  from regexp_matches(v_settings ->> 'documentTemplate', '\{([A-Za-z0-9_]+)\}', 'g') u (field)
  where u.field[1] <> all (v_known)
  limit 1;
  if v_unknown is not null
    or v_settings ? 'documentTemplate' and cardinality(embeddings.template_fields(v_settings ->> 'documentTemplate')) = 0
  then
    raise exception using errcode = 'TSOPT',
      message = format('settings.documentTemplate names %s, expected one or more of {%s}',
        coalesce('{' || left(v_unknown, 60) || '}', 'no field'), array_to_string(v_known, '}, {')),
      hint = E'For example "{title}\\nCategory: {category}\\n{description}"; a line whose fields are all empty is left out.';
  end if;
  if v_settings ? 'queryTemplate' and position('{text}' in v_settings ->> 'queryTemplate') = 0 then
    raise exception using errcode = 'TSOPT',
      message = 'settings.queryTemplate has no {text} in it',
      hint = 'Write {text} where the question goes, for example "query: {text}".';
  end if;
  return jsonb_build_object(
    'providerModel', model_settings.name,
    'sendDimensions', false,
    'documentTemplate', E'{title}\nCategory: {category}\nBrand: {brand}\n{attributes}\n{options}\n{description}',
    'queryTemplate', '{text}',
    'batchItems', 100,
    'batchTokens', 100000,
    -- A text has to fit into a request.
    'inputTokens', least(8000, (v_settings ->> 'batchTokens')::integer)
  ) || v_settings;
end
$$
language plpgsql
immutable
set search_path = pg_catalog, public, pg_temp;

comment on function embeddings.model_settings(text, jsonb) is
  'Checks the name and the settings of a provider''s model and returns the settings with every default: providerModel, baseUrl, dimensions, sendDimensions, documentTemplate, queryTemplate, batchItems, batchTokens, inputTokens. Raises TSOPT and names the setting; an address is never shown.';
