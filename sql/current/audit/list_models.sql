create or replace function audit.list_models(
  page jsonb,
  narration jsonb
)
returns jsonb
as $$
  select jsonb_build_object(
    'embedding', (
      select jsonb_build_object(
        'name', m.name, 'id', m.model_id::text, 'provider', m.provider,
        'templateHash', left(encode(sha256(convert_to(m.document_template || m.query_template, 'UTF8')), 'hex'), 16))
      from embeddings.model m
      where m.name = list_models.page #>> '{retrieval,embeddingModel}'
    ),
    'interpretation', list_models.page #> '{interpretation,model,name}',
    'narration', list_models.narration,
    -- Of the functions as they are, so that nobody has to remember to count up a version.
    'template', (
      select left(encode(sha256(convert_to(string_agg(p.prosrc, '' order by p.proname), 'UTF8')), 'hex'), 16)
      from pg_proc p
      where p.proname like 'narrate%' and p.pronamespace = 'product'::regnamespace
    ));
$$
language sql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function audit.list_models(jsonb, jsonb) is
  'Which models and templates took part in an answer: {embedding: {name, id, provider, templateHash}, interpretation, narration: {name, promptVersion}, template}; null for what did not. template: a hash of the sentences'' templates.';

grant execute on function audit.list_models(jsonb, jsonb) to trueshelf_api;
