create or replace function audit.bare_verdicts(
  verdicts jsonb
)
returns jsonb
as $$
  -- A model may have cited anything, and what was found is a piece of its sentence.
  select coalesce(jsonb_agg(jsonb_build_object(
    'position', v.value -> 'position',
    'source', v.value -> 'source',
    'verdict', v.value -> 'verdict',
    'cites', jsonb_path_query_array(v.value, '$.cites[*] ? (@ like_regex "^[0-9]{1,19}$")'),
    'reasons', (
      select coalesce(jsonb_agg(jsonb_build_object('code', r.value -> 'code') order by r.position), '[]')
      from jsonb_array_elements(v.value -> 'reasons') with ordinality r (value, position))) order by v.position), '[]')
  from jsonb_array_elements(bare_verdicts.verdicts) with ordinality v (value, position);
$$
language sql
immutable
parallel safe;

comment on function audit.bare_verdicts(jsonb) is
  'The verdicts on a language model''s sentences without any of its words: [{position, source, verdict, cites, reasons: [{code}]}].';

grant execute on function audit.bare_verdicts(jsonb) to trueshelf_api;
