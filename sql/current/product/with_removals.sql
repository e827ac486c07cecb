create or replace function product.with_removals(
  question product.question
)
returns jsonb
as $$
  select (with_removals.question).interpretation || jsonb_build_object('constraints', (
    select jsonb_agg(c.value || jsonb_build_object('remove', case
      -- A filter cannot undo what policy demands.
      when c.value ->> 'kind' <> 'CURRENT_PRICE'
        and (c.value ->> 'kind' <> 'IN_STOCK' or (with_removals.question).unavailable is distinct from 'HIDE')
      then product.refinement(
        with_removals.question,
        product.filter_without((with_removals.question).filter, array[c.value ->> 'key']),
        array[c.value ->> 'key'])
      end) order by c.position)
    from jsonb_array_elements((with_removals.question).interpretation -> 'constraints') with ordinality c (value, position)));
$$
language sql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function product.with_removals(product.question) is
  'The interpretation of a question as it is handed out: each constraint with remove, the refinement that takes it off, and with it all else under its key. Null for CURRENT_PRICE, and for IN_STOCK where options.unavailable hides the rest.';

grant execute on function product.with_removals(product.question) to trueshelf_api;
