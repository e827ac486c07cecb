create or replace function product.label_alternatives(
  alternatives jsonb,
  currency text
)
returns jsonb
as $$
begin
  if coalesce(label_alternatives.alternatives, '[]') = '[]' then
    return '[]';
  end if;
  return (
    select jsonb_agg(jsonb_build_object(
      'kind', a.value -> 'kind',
      'label', product.constraint_label(a.value ->> 'kind', a.value -> 'filter', label_alternatives.currency),
      'filter', a.value -> 'filter') order by a.position)
    from jsonb_array_elements(label_alternatives.alternatives) with ordinality a (value, position)
  );
end
$$
language plpgsql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function product.label_alternatives(jsonb, text) is 'Other readings of the same words, [{kind, filter}] or null, with their labels.';

grant execute on function product.label_alternatives(jsonb, text) to trueshelf_api;
