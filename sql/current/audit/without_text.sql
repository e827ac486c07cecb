create or replace function audit.without_text(
  interpretation jsonb
)
returns jsonb
as $$
  select jsonb_build_object(
    'constraints', (
      select coalesce(jsonb_agg((c.value #- '{span,text}') - 'remove' order by c.position), '[]')
      from jsonb_array_elements(without_text.interpretation -> 'constraints') with ordinality c (value, position)),
    'preferences', (
      select coalesce(jsonb_agg(p.value #- '{span,text}' order by p.position), '[]')
      from jsonb_array_elements(without_text.interpretation -> 'preferences') with ordinality p (value, position)),
    'ignored', (
      select coalesce(jsonb_agg(jsonb_build_object('span', (g.value -> 'span') - 'text') order by g.position), '[]')
      from jsonb_array_elements(without_text.interpretation -> 'ignored') with ordinality g (value, position)));
$$
language sql
immutable
parallel safe;

comment on function audit.without_text(jsonb) is
  'An interpretation with its typed constraints and spans but none of the words, which may identify a person.';

grant execute on function audit.without_text(jsonb) to trueshelf_api;
