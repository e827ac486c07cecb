create or replace function memory.compare_with_shown(
  reading jsonb,
  state jsonb,
  currency text
)
returns jsonb
as $$
  select compare_with_shown.reading || jsonb_build_object('preferences', coalesce(
    jsonb_agg(p.value || case when s.compared is not null then jsonb_build_object('comparedWith', s.compared) else '{}' end
      order by p.position), '[]'))
  from jsonb_array_elements(compare_with_shown.reading -> 'preferences') with ordinality p (value, position)
  cross join lateral (
    select case when p.value ->> 'kind' = 'COMPARATIVE'
      then memory.shown_measure(compare_with_shown.state, p.value -> 'measures', p.value ->> 'direction', compare_with_shown.currency) end as compared
  ) s;
$$
language sql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function memory.compare_with_shown(jsonb, jsonb, text) is
  'The reading of a further turn, each comparative with comparedWith, what was shown last (see memory.shown_measure), so that "cheaper" said again goes on.';

grant execute on function memory.compare_with_shown(jsonb, jsonb, text) to trueshelf_api;
