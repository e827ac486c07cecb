create or replace function embeddings.lexicon_model()
returns bigint
as $$
  select m.model_id
  from embeddings.model m
  where m.provider = 'builtin'
    and m.state in ('active', 'standby', 'retired')
    and (m.state <> 'retired' or exists (select from embeddings.token t where t.model_id = m.model_id))
  order by array_position('{active,standby,retired}', m.state), m.model_id desc
  limit 1;
$$
language sql
stable
security definer
set search_path = pg_catalog, public, pg_temp;

comment on function embeddings.lexicon_model() is
  'The built-in model whose words repair questions: the active one, else the newest that stands by, else the newest retired one that still has its words; null before the first fit.';

grant execute on function embeddings.lexicon_model() to trueshelf_api;
