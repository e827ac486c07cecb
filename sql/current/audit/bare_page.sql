create or replace function audit.bare_page(
  page jsonb
)
returns jsonb
as $$
declare
  v_page jsonb := bare_page.page;
  v_constraint record;
begin
  for v_constraint in
    select c.position, c.value, b.filter
    from jsonb_array_elements(v_page #> '{interpretation,constraints}') with ordinality c (value, position)
    cross join lateral (select audit.bare_filter(nullif(c.value -> 'filter', 'null')) as filter) b
    where b.filter <> c.value -> 'filter'
  loop
    v_page := jsonb_set(v_page, array['interpretation', 'constraints', (v_constraint.position - 1)::text, 'filter'], v_constraint.filter);
    -- The checks of the rows and what could be given up repeat the label. With its quotes it is a whole text of the page.
    v_page := replace(v_page::text, (v_constraint.value -> 'label')::text, (v_constraint.value -> 'key')::text)::jsonb;
  end loop;
  return v_page;
end
$$
language plpgsql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function audit.bare_page(jsonb) is
  'A page as the decision log may keep it: constraints whose filter audit.bare_filter has to shorten have the short one, and their key for a label, wherever that stands.';

grant execute on function audit.bare_page(jsonb) to trueshelf_api;
