create or replace function product.with_removals(
  question product.question
)
returns jsonb
as $$
declare
  v_read constant jsonb := (with_removals.question).interpretation;
  v_filter constant jsonb := (with_removals.question).filter;
  v_constraints jsonb := '[]';
  v_preferences jsonb := '[]';
  v_item jsonb;
  v_remove jsonb;
begin
  for v_item in
    select c.value from jsonb_array_elements(v_read -> 'constraints') with ordinality c (value, position) order by c.position
  loop
    v_remove := null;
    -- A filter cannot undo what policy demands.
    if v_item ->> 'kind' <> 'CURRENT_PRICE'
      and (v_item ->> 'kind' <> 'IN_STOCK' or (with_removals.question).unavailable is distinct from 'HIDE')
    then
      v_remove := product.refinement(
        with_removals.question, product.filter_without(v_filter, array[v_item ->> 'key']), array[v_item ->> 'key']);
    end if;
    v_constraints := v_constraints || (product.with_turn(v_item) || jsonb_build_object('remove', v_remove));
  end loop;
  -- The filter says neither preferences nor an order.
  for v_item in
    select p.value from jsonb_array_elements(v_read -> 'preferences') with ordinality p (value, position) order by p.position
  loop
    v_preferences := v_preferences || ('{"comparedWith": null}'::jsonb || product.with_turn(v_item)
      || jsonb_build_object('remove', product.refinement(with_removals.question, v_filter, array[v_item ->> 'key'])));
  end loop;
  return v_read || jsonb_build_object(
    'constraints', v_constraints,
    'preferences', v_preferences,
    'ignored', (
      select coalesce(jsonb_agg('{"turn": null, "label": null}'::jsonb || i.value order by i.position), '[]')
      from jsonb_array_elements(v_read -> 'ignored') with ordinality i (value, position)),
    'sort', product.with_turn(nullif(v_read -> 'sort', 'null'))
      || jsonb_build_object('remove', product.refinement(with_removals.question, v_filter, '{SORT}')));
end
$$
language plpgsql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function product.with_removals(product.question) is
  'The interpretation of a question as it is handed out: each constraint and preference, and the sort, with turn and trust, and with remove, the refinement that takes it off, and with it all else under its key. Null for CURRENT_PRICE, and for IN_STOCK where options.unavailable hides the rest.';

grant execute on function product.with_removals(product.question) to trueshelf_api;
