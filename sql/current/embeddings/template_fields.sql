create or replace function embeddings.template_fields(
  document_template text
)
returns text[]
as $$
  select coalesce(array_agg(distinct f.name[1] order by f.name[1]), '{}')
  from regexp_matches(template_fields.document_template, '\{(title|brand|category|description|attributes|options)\}', 'g') f (name);
$$
language sql
immutable
parallel safe
set search_path = pg_catalog, pg_temp;

comment on function embeddings.template_fields(text) is
  'The fields of a product that a document template names in braces, in alphabetical order: attributes, brand, category, description, options, title. A generated column keeps them: changed, it needs a migration that writes the models anew.';
