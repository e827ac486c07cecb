create or replace function embeddings.lexicon_model()
returns bigint
as $$
  select m.model_id
  from embeddings.model m
  where m.provider = 'builtin' and m.state <> 'building'
  order by m.state = 'active' desc, m.model_id desc
  limit 1;
$$
language sql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function embeddings.lexicon_model() is
  'The built-in model whose words repair questions: the active one, else the newest retired one; null before the first fit.';

grant execute on function embeddings.lexicon_model() to trueshelf_api;
